import type { components } from "./schema";

type Schemas = components["schemas"];

/** The name of a ticket type. /config.json lists the types; the page's code knows none by name. */
export type Dataset = string;

/** An answer's type with coordinates as pairs, which the OpenAPI document cannot express. */
type WithPairs<T> = T extends readonly (infer Item)[]
  ? WithPairs<Item>[]
  : T extends object
    ? { [K in keyof T]: K extends "coordinates" ? [number, number] : WithPairs<T[K]> }
    : T;

export type TicketProperties = WithPairs<Schemas["TicketProperties"]>;
export type TicketFeature = WithPairs<Schemas["Feature"]>;
export type Freshness = WithPairs<Schemas["Freshness"]>;
export type AllFreshness = WithPairs<Schemas["AllFreshness"]>;
export type Metrics = WithPairs<Schemas["Metrics"]>;
export type Dashboard = WithPairs<Schemas["Dashboard"]>;
export type BacklogDay = WithPairs<Schemas["BacklogDay"]>;
export type Backlog = WithPairs<Schemas["Backlog"]>;
export type Jobs = WithPairs<Schemas["ClosuresBy"]>;
export type JobFigures = WithPairs<Schemas["JobFigures"]>;
export type TicketEvent = WithPairs<Schemas["TicketEvent"]>;
export type Closure = WithPairs<Schemas["Closure"]>;
export type SearchMatch = WithPairs<Schemas["Match"]>;
export type SearchAnswer = WithPairs<Schemas["Matches"]>;
export type FilterValues = WithPairs<Schemas["FilterValues"]>;
export type Config = WithPairs<Schemas["PageConfig"]>;
export type TicketType = WithPairs<Schemas["TicketType"]>;
export type Session = WithPairs<Schemas["Session"]>;
/** A ticket with its history. */
export type TicketHistory = WithPairs<Schemas["TicketDetail"]>;

/** A crew's day of the published plan, with what it has reported. */
export type CrewSheet = Schemas["CrewSheet"];
export type SheetStop = Schemas["SheetStop"];
export type DispatchPlan = Schemas["DispatchPlan"];
export type PlaceState = WithPairs<Schemas["PlaceState"]>;
export type PlaceReview = WithPairs<Schemas["PlaceReview"]>;
export type ReviewedPlace = WithPairs<Schemas["ReviewLine"]>;
export type PlaceEdits = WithPairs<Schemas["PlaceEdits"]>;
export type PlaceEdit = WithPairs<Schemas["EditLine"]>;

export type SlaState = TicketProperties["sla_state"];
export type AgeBucket = Schemas["AgeBand"]["bucket"];
/** What is drawn inside a ticket's symbol to show its type. */
export type TypeSymbol = TicketType["symbol"];

/** A change event of the stream; the OpenAPI document does not describe streams. */
export interface ChangeNotice {
  dataset: Dataset;
  version: number;
  content_as_of: string | null;
}
