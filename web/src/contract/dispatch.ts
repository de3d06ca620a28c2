import type { components } from "./schema";

type Schemas = components["schemas"];

export type Plan = Schemas["DispatchPlan"];
export type PlanCrew = Schemas["CrewPlan"];
export type PlanStop = Schemas["CrewStop"];
export type LeftOut = Schemas["LeftOut"];
/** What dispatchers share of a day besides its plan: decisions, reports, crews on shift. */
export type Day = Schemas["DayState"];
export type Decided = Schemas["Decided"];
export type Candidates = Schemas["CandidateList"];
export type Candidate = Schemas["CandidateCrew"];
/** What a move would cost and break. */
export type Trial = Schemas["TriedMove"];
export type PlanMade = Schemas["PlanMade"];
export type Difference = Schemas["PlanDifference"];
export type CrewPosition = Schemas["CrewPosition"];
export type CrewPositions = Schemas["CrewPositions"];
export type CrewTracks = Schemas["CrewTracks"];
