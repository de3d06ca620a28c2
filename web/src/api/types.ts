import type { components } from "./schema";

type Schemas = components["schemas"];
export type Dataset = Schemas["DatasetName"];

/** An answer's type, told what the OpenAPI document leaves open: the datasets' names, and pairs. */
type Told<T> = T extends readonly (infer Item)[]
  ? Told<Item>[]
  : T extends object
    ? {
        [K in keyof T]: K extends "dataset"
          ? Dataset
          : K extends "coordinates"
            ? [number, number]
            : Told<T[K]>;
      }
    : T;

export type TicketProperties = Told<Schemas["TicketProperties"]>;
export type TicketFeature = Told<Schemas["Feature"]>;
export type Freshness = Told<Schemas["Freshness"]>;
export type AllFreshness = Told<Schemas["AllFreshness"]>;
export type Metrics = Told<Schemas["Metrics"]>;
export type Dashboard = Told<Schemas["Dashboard"]>;
export type BacklogDay = Told<Schemas["BacklogDay"]>;
export type Backlog = Told<Schemas["Backlog"]>;
export type TicketEvent = Told<Schemas["TicketEvent"]>;
export type Closure = Told<Schemas["Closure"]>;
export type SearchMatch = Told<Schemas["Match"]>;
export type SearchAnswer = Told<Schemas["Matches"]>;
export type FilterValues = Told<Schemas["FilterValues"]>;
export type Config = Told<Schemas["PageConfig"]>;
export type Session = Told<Schemas["Session"]>;
/** A ticket with its history. */
export type TicketHistory = Told<Schemas["TicketDetail"]>;

export type SlaState = TicketProperties["sla_state"];
export type AgeBucket = Schemas["AgeBand"]["bucket"];

/** What the event stream says of a change; streams are not part of the OpenAPI document. */
export interface ChangeNotice {
  dataset: Dataset;
  version: number;
  content_as_of: string | null;
}
