// Made by `npm run types` from the server's OpenAPI document. Do not edit.

export interface paths {
    "/api/v1/{dataset}/backlog": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Backlog
         * @description The backlog day by day; 30 days by default.
         */
        get: operations["backlog_api_v1__dataset__backlog_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{dataset}/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Dashboard
         * @description Everything that a dashboard shows of a dataset.
         */
        get: operations["dashboard_api_v1__dataset__dashboard_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{dataset}/filters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Filter Values
         * @description The values that tickets have, for pickers.
         */
        get: operations["filter_values_api_v1__dataset__filters_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{dataset}/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Teams
         * @description What each team closed and is credited with; over 30 days by default.
         */
        get: operations["teams_api_v1__dataset__teams_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{dataset}/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search
         * @description Tickets by the beginning of their id, or by a part of their place's name.
         *
         *     By place, only open tickets and those closed in the last 30 days are found.
         */
        get: operations["search_api_v1__dataset__tickets_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{dataset}/tickets.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tickets Csv
         * @description The tickets that the dashboard shows, as CSV for a spreadsheet: `fn_export_tickets`.
         *
         *     UTF-8 with a byte-order mark, times in East Africa Time. The last columns, `as_of_eat`,
         *     `window_from_eat`, `window_to_eat` and `filters`, say what the file contains. If no ticket
         *     matches, the file has one row without a `ticket_id`.
         */
        get: operations["tickets_csv_api_v1__dataset__tickets_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{dataset}/tickets/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ticket
         * @description A ticket as it is now, and what happened to it; 404 if it is unknown.
         */
        get: operations["ticket_api_v1__dataset__tickets__ticket_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events
         * @description Server-sent events: `hello`, then a `change` after each commit that changed a dataset.
         *
         *     `hello`: {"datasets": {"inc": {"version", "content_as_of"}, …}}. `change`: {"dataset",
         *     "version", "content_as_of"}; at most one per dataset in 5 s, always with the newest state.
         */
        get: operations["events_api_v1_events_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/freshness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Freshness
         * @description How old each dataset's answers are: `fn_freshness`, by dataset.
         */
        get: operations["freshness_api_v1_freshness_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Session
         * @description Who the caller is, and what they may do.
         */
        get: operations["session_api_v1_session_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tickets/map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Ticket Map
         * @description The open tickets that have a position, of one dataset or of all.
         */
        get: operations["ticket_map_api_v1_tickets_map_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/config.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Config
         * @description What the page needs to know before it asks for a token.
         */
        get: operations["config_config_json_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Healthz
         * @description The process answers.
         */
        get: operations["healthz_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Metrics in the text format of Prometheus.
         */
        get: operations["metrics_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readyz
         * @description The database answers, and its schema is the one that this version needs.
         */
        get: operations["readyz_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tiles/{dataset}/{z}/{x}/{y}.mvt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Closed Tile
         * @description Closed tickets as a Mapbox vector tile: `fn_closed_tile`; 204 if there are none.
         */
        get: operations["closed_tile_tiles__dataset___z___x___y__mvt_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AgeBand
         * @description The open tickets of one range of ages.
         */
        AgeBand: {
            /**
             * Breached
             * @description Those of them that are past `due_at`.
             */
            breached: number;
            /**
             * Bucket
             * @description The range's name.
             * @enum {string}
             */
            bucket: "0-4h" | "4-24h" | "1-3d" | "3-7d" | "over-7d" | "unknown";
            /**
             * From Minutes
             * @description The least age, inclusive.
             */
            from_minutes: number | null;
            /**
             * Open
             * @description Open tickets of this age.
             */
            open: number;
            /**
             * To Minutes
             * @description The greatest age, exclusive.
             */
            to_minutes: number | null;
        };
        /**
         * AllFreshness
         * @description The freshness of every dataset, by name.
         */
        AllFreshness: {
            /**
             * Datasets
             * @description The dataset's name is the key.
             */
            datasets: {
                [key: string]: components["schemas"]["Freshness"];
            };
        };
        /**
         * Backlog
         * @description The backlog day by day.
         */
        Backlog: {
            /**
             * Dataset
             * @description The dataset: `inc`, `crq`, or one that was added.
             */
            dataset: string;
            /**
             * Days
             * @description One entry for each day, in order.
             */
            days: components["schemas"]["BacklogDay"][];
            /** @description What the answer is for. */
            filters: components["schemas"]["BacklogFilters"];
            /** @description How old the answer is. */
            freshness: components["schemas"]["Freshness"];
        };
        /**
         * BacklogDay
         * @description One East Africa day.
         */
        BacklogDay: {
            /**
             * Closed
             * @description Closings that took effect on the day.
             */
            closed: number;
            /**
             * Created
             * @description Tickets opened on the day, for the first time.
             */
            created: number;
            /**
             * Day
             * Format: date
             * @description The East Africa day.
             */
            day: string;
            /**
             * Difference
             * @description `open` minus `snapshot_open`.
             */
            difference: number | null;
            /**
             * Is Complete
             * @description Whether the content goes beyond the day.
             */
            is_complete: boolean;
            /**
             * Open
             * @description Tickets open at the end of the day.
             */
            open: number;
            /**
             * Reopened
             * @description Reopenings that took effect on the day.
             */
            reopened: number;
            /**
             * Snapshot As Of
             * @description How far the content reached when the snapshot was taken.
             */
            snapshot_as_of: string | null;
            /**
             * Snapshot Open
             * @description Open tickets in the daily snapshot. Null: no import ended with that day's content as its
             *     newest, or there was nothing to keep.
             */
            snapshot_open: number | null;
            /** @description What the difference consists of; null if there is none. */
            why: components["schemas"]["BacklogGap"] | null;
        };
        /**
         * BacklogFilters
         * @description What a backlog's answer is for.
         */
        BacklogFilters: {
            /**
             * Cluster
             * @description As given.
             */
            cluster: string | null;
            /**
             * From
             * Format: date
             * @description The first day.
             */
            from: string;
            /**
             * To
             * Format: date
             * @description The last day.
             */
            to: string;
        };
        /**
         * BacklogGap
         * @description Why a day's backlog differs from its snapshot.
         */
        BacklogGap: {
            /**
             * Dated After
             * @description What the snapshot had already seen, but dated after the day.
             */
            dated_after: number;
            /**
             * Learned Since
             * @description The rest: files applied after the snapshot reported something new about the day.
             */
            learned_since: number;
        };
        /**
         * Closure
         * @description A closing, and the team that is credited with it.
         */
        Closure: {
            /**
             * Assigned Team
             * @description The team at the closing.
             */
            assigned_team: string | null;
            /**
             * Change Key
             * @description The file that reported the closing.
             */
            change_key: string;
            /**
             * Change Line
             * @description The line of that file; the header is line 1.
             */
            change_line: number;
            /**
             * Closed At
             * Format: date-time
             * @description When the ticket was closed, as it was first reported.
             */
            closed_at: string;
            /**
             * Credit Rule
             * @description The rule that decided the credit.
             * @enum {string}
             */
            credit_rule: "sole_team" | "held_longest" | "at_closing" | "nobody";
            /**
             * Credit Team
             * @description The team that is credited by `credit_rule`; null: no team.
             */
            credit_team: string | null;
            /**
             * Longest Team
             * @description The team that held the ticket longest since it was opened or reopened.
             */
            longest_team: string | null;
            /**
             * Mttr Minutes
             * @description The source's own figure at the closing.
             */
            mttr_minutes: number | null;
            /**
             * Owner
             * @description The owner at the closing.
             */
            owner: string | null;
            /**
             * Reassignments
             * @description How often the ticket went from one team to another in that time.
             */
            reassignments: number;
            /**
             * Reopened At
             * @description When a reopening took the credit back; null: not reopened.
             */
            reopened_at: string | null;
            /**
             * Sla Status
             * @description The source's own SLA verdict.
             */
            sla_status: string | null;
        };
        /**
         * ClusterLine
         * @description The tickets of one cluster.
         */
        ClusterLine: {
            /**
             * Breached
             * @description Open tickets past `due_at`.
             */
            breached: number;
            /**
             * Closed
             * @description Tickets closed in the window, and still closed.
             */
            closed: number;
            /**
             * Cluster
             * @description The cluster; null: tickets without one.
             */
            cluster: string | null;
            /**
             * Mttr Median Minutes
             * @description Over the closed tickets that have an `mttr`.
             */
            mttr_median_minutes: number | null;
            /**
             * Open
             * @description Tickets that are open now.
             */
            open: number;
        };
        /**
         * Dashboard
         * @description Everything that a dashboard shows of one dataset, from one snapshot.
         */
        Dashboard: {
            /**
             * Ageing
             * @description The open tickets by age; always all six ranges.
             */
            ageing: components["schemas"]["AgeBand"][];
            /**
             * By Cluster
             * @description One line for each cluster, most open tickets first.
             */
            by_cluster: components["schemas"]["ClusterLine"][];
            /**
             * By Owner
             * @description One line for each `owner`, most open tickets first.
             */
            by_owner: components["schemas"]["OwnerLine"][];
            /**
             * By Team
             * @description One line for each `assigned_team`, most open tickets first.
             */
            by_team: components["schemas"]["TeamLine"][];
            /** @description The tickets closed in the window and still closed as GeoJSON, newest first. */
            closed: components["schemas"]["FeatureCollection"];
            /** @description What the answer is for. */
            filters: components["schemas"]["DashboardFilters"];
            /** @description How old the answer is. */
            freshness: components["schemas"]["Freshness"];
            /** @description Every count of the answer. */
            metrics: components["schemas"]["Metrics"];
            /** @description The open tickets as GeoJSON, oldest first. */
            open: components["schemas"]["FeatureCollection"];
            /**
             * Reopened Tickets
             * @description The ids of the tickets that `metrics.reopened` counts, each once.
             */
            reopened_tickets: string[];
        };
        /**
         * DashboardFilters
         * @description What a dashboard's answer is for.
         */
        DashboardFilters: {
            /**
             * As Of
             * Format: date-time
             * @description The clock that ages and states are measured at.
             */
            as_of: string;
            /**
             * Cluster
             * @description As given.
             */
            cluster: string | null;
            /**
             * Dataset
             * @description The dataset that the dashboard shows.
             */
            dataset: string;
            /**
             * From
             * Format: date-time
             * @description The window, inclusive.
             */
            from: string;
            /**
             * Owner
             * @description As given.
             */
            owner: string | null;
            /**
             * Status
             * @description As given.
             */
            status: string | null;
            /**
             * Team
             * @description As given.
             */
            team: string | null;
            /**
             * To
             * Format: date-time
             * @description The window, exclusive.
             */
            to: string;
        };
        /** DatasetName */
        DatasetName: string;
        /**
         * Error
         * @description Why a request was refused; the log and the commands use the same words.
         */
        Error: {
            /**
             * Code
             * @description Stable; docs/errors.md lists every code.
             * @example FT601
             */
            code: string;
            /**
             * Details
             * @description More about it.
             */
            details: string | null;
            /**
             * Hint
             * @description What to do about it.
             */
            hint: string | null;
            /**
             * Message
             * @description What happened.
             */
            message: string;
        };
        /**
         * Feature
         * @description A ticket as GeoJSON.
         */
        Feature: {
            /** @description The position; null: not located. */
            geometry: components["schemas"]["Point"] | null;
            /**
             * Id
             * @description The ticket's id.
             */
            id: string;
            /** @description What is known of the ticket. */
            properties: components["schemas"]["TicketProperties"];
            /**
             * Type
             * @description The GeoJSON type.
             * @constant
             */
            type: "Feature";
        };
        /**
         * FeatureCollection
         * @description Tickets as GeoJSON.
         */
        FeatureCollection: {
            /**
             * Features
             * @description One feature for each ticket.
             */
            features: components["schemas"]["Feature"][];
            /**
             * Type
             * @description The GeoJSON type.
             * @constant
             */
            type: "FeatureCollection";
        };
        /**
         * FilterValues
         * @description The values that tickets of a dataset have, sorted; for pickers.
         */
        FilterValues: {
            /**
             * Clusters
             * @description The values of `cluster`.
             */
            clusters: string[];
            /** @description How old the answer is. */
            freshness: components["schemas"]["Freshness"];
            /**
             * Owners
             * @description The values of `owner`.
             */
            owners: string[];
            /**
             * Statuses
             * @description The values of `normalized_status`.
             */
            statuses: string[];
            /**
             * Teams
             * @description The values of `assigned_team`.
             */
            teams: string[];
        };
        /**
         * Freshness
         * @description How old a dataset's answers are.
         */
        Freshness: {
            /**
             * Content As Of
             * @description The newest change in the data.
             */
            content_as_of: string | null;
            /**
             * Dataset
             * @description The dataset that this is about.
             */
            dataset: string;
            /**
             * Import Overdue Since
             * @description Since when an import has been overdue (limit: `tickets.watch_limits`); null: none is.
             */
            import_overdue_since: string | null;
            /**
             * Is Stale
             * @description Whether the lag is above `stale_after_minutes`, or there is no content.
             */
            is_stale: boolean;
            /**
             * Lag Minutes
             * @description From `content_as_of` to `wall_clock_at`.
             */
            lag_minutes: number | null;
            /** @description The last import that recorded its run. */
            last_run: components["schemas"]["LastRun"] | null;
            /**
             * Source Max Key
             * @description The newest file that was applied.
             */
            source_max_key: string | null;
            /**
             * Stale After Minutes
             * @description The limit, from `tickets.datasets.stale_after_minutes`.
             */
            stale_after_minutes: number;
            /**
             * Wall Clock At
             * Format: date-time
             * @description When the answer was given. Over HTTP, this can be up to a minute ago.
             */
            wall_clock_at: string;
        };
        /**
         * Health
         * @description The process answers, or the service is ready.
         */
        Health: {
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "ready";
        };
        /**
         * LastRun
         * @description The last import that recorded its run.
         */
        LastRun: {
            /**
             * Finished At
             * @description When the run ended; null while it runs.
             */
            finished_at: string | null;
            /**
             * Run Id
             * @description The run's number.
             */
            run_id: number;
            /**
             * Started At
             * Format: date-time
             * @description When the run began.
             */
            started_at: string;
            /**
             * State
             * @description How the run ended, or that it is running.
             * @enum {string}
             */
            state: "running" | "succeeded" | "failed" | "abandoned";
        };
        /**
         * MapDataset
         * @description The same counts for one dataset, and the clock that its ages are measured at.
         */
        MapDataset: {
            /**
             * Actionable
             * @description Open tickets that a crew can act on now.
             */
            actionable: number;
            /**
             * As Of
             * Format: date-time
             * @description The clock that the dataset's ages are measured at.
             */
            as_of: string;
            /**
             * At Risk
             * @description Open tickets in this SLA state.
             */
            at_risk: number;
            /**
             * Breached
             * @description Open tickets in this SLA state.
             */
            breached: number;
            /**
             * Dataset
             * @description The dataset that is counted.
             */
            dataset: string;
            /**
             * Located
             * @description Open tickets that have a position.
             */
            located: number;
            /**
             * On Track
             * @description Open tickets in this SLA state.
             */
            on_track: number;
            /**
             * Open
             * @description Open tickets, located or not.
             */
            open: number;
            /**
             * Sla Unknown
             * @description Open tickets whose SLA state is unknown.
             */
            sla_unknown: number;
            /**
             * Unlocated
             * @description Open tickets without a position.
             */
            unlocated: number;
        };
        /**
         * MapFilters
         * @description What a map's answer is for, as given.
         */
        MapFilters: {
            /**
             * As Of
             * @description As given.
             */
            as_of: string | null;
            /**
             * Cluster
             * @description As given.
             */
            cluster: string | null;
            /**
             * Dataset
             * @description As given.
             */
            dataset: string | null;
            /**
             * Owner
             * @description As given.
             */
            owner: string | null;
            /**
             * Status
             * @description As given.
             */
            status: string | null;
            /**
             * Team
             * @description As given.
             */
            team: string | null;
        };
        /**
         * MapSummary
         * @description Counts over all datasets, and for each.
         */
        MapSummary: {
            /**
             * Actionable
             * @description Open tickets that a crew can act on now.
             */
            actionable: number;
            /**
             * At Risk
             * @description Open tickets in this SLA state.
             */
            at_risk: number;
            /**
             * Breached
             * @description Open tickets in this SLA state.
             */
            breached: number;
            /**
             * By Dataset
             * @description The same counts for each dataset.
             */
            by_dataset: components["schemas"]["MapDataset"][];
            /**
             * Freshness
             * @description How old the answer is; the dataset's name is the key.
             */
            freshness: {
                [key: string]: components["schemas"]["Freshness"];
            };
            /**
             * Located
             * @description Open tickets that have a position.
             */
            located: number;
            /**
             * On Track
             * @description Open tickets in this SLA state.
             */
            on_track: number;
            /**
             * Open
             * @description Open tickets, located or not.
             */
            open: number;
            /**
             * Sla Unknown
             * @description Open tickets whose SLA state is unknown.
             */
            sla_unknown: number;
            /**
             * Unlocated
             * @description Open tickets without a position.
             */
            unlocated: number;
        };
        /**
         * Match
         * @description A ticket that a search found.
         */
        Match: {
            /**
             * Cluster
             * @description The network cluster that the ticket belongs to.
             */
            cluster: string | null;
            /**
             * Dataset
             * @description The ticket type: `inc`, `crq`, or one that was added.
             */
            dataset: string;
            /** @description The position; null: not located. */
            geometry: components["schemas"]["Point"] | null;
            /**
             * Is Open
             * @description Whether the ticket counts as open.
             */
            is_open: boolean;
            /**
             * Location Name
             * @description The address, as dispatchers write it.
             */
            location_name: string | null;
            /**
             * Normalized Status
             * @description The source's status, normalised.
             */
            normalized_status: string | null;
            /**
             * Ticket Id
             * @description The source's own id.
             */
            ticket_id: string;
        };
        /**
         * Matches
         * @description What a search found: ids first, then places; open tickets before closed ones.
         */
        Matches: {
            /** @description How old the answer is. */
            freshness: components["schemas"]["Freshness"];
            /**
             * Matches
             * @description The tickets found, best first.
             */
            matches: components["schemas"]["Match"][];
            /**
             * Truncated
             * @description Whether there are more.
             */
            truncated: boolean;
        };
        /**
         * Metrics
         * @description The figures of a dashboard.
         */
        Metrics: {
            /**
             * Actionable
             * @description Open tickets that a crew can act on now.
             */
            actionable: number;
            /**
             * At Risk
             * @description Open tickets in this SLA state.
             */
            at_risk: number;
            /**
             * Breached
             * @description Open tickets in this SLA state.
             */
            breached: number;
            /**
             * Closed
             * @description Tickets closed in the window and still closed: as many as `closed.features`.
             */
            closed: number;
            /**
             * Closed Outside Sla
             * @description Closed tickets whose SLA state is `breached`.
             */
            closed_outside_sla: number;
            /**
             * Closed Sla Unknown
             * @description Closed tickets whose SLA state is unknown.
             */
            closed_sla_unknown: number;
            /**
             * Closed Within Sla
             * @description Closed tickets whose SLA state is `on_track`.
             */
            closed_within_sla: number;
            /**
             * Closings
             * @description Closings in the window, including those that a reopening undid.
             */
            closings: number;
            /**
             * Created
             * @description Tickets opened in the window, for the first time.
             */
            created: number;
            /**
             * Mttr Known
             * @description Closed tickets that have an `mttr`.
             */
            mttr_known: number;
            /**
             * Mttr Mean Minutes
             * @description The mean over the closed tickets that have an `mttr`.
             */
            mttr_mean_minutes: number | null;
            /**
             * Mttr Median Minutes
             * @description The median over these tickets, interpolated.
             */
            mttr_median_minutes: number | null;
            /**
             * Mttr P90 Minutes
             * @description The 90th percentile over these tickets, interpolated.
             */
            mttr_p90_minutes: number | null;
            /**
             * Net Flow
             * @description The change of the backlog over the window: `created` plus `reopened` minus `closings`.
             */
            net_flow: number;
            /**
             * Oldest Open Minutes
             * @description The greatest age of an open ticket.
             */
            oldest_open_minutes: number | null;
            /**
             * On Track
             * @description Open tickets in this SLA state.
             */
            on_track: number;
            /**
             * Open
             * @description Open tickets: as many as `open.features`.
             */
            open: number;
            /**
             * Reopened
             * @description Reopenings in the window.
             */
            reopened: number;
            /** @description Open tickets by when they are due; null for datasets that don't work by appointment. */
            schedule: components["schemas"]["Schedule"] | null;
            /**
             * Sla Unknown
             * @description Open tickets whose SLA state is unknown.
             */
            sla_unknown: number;
            /**
             * Unlocated
             * @description Open tickets without a position.
             */
            unlocated: number;
            /**
             * Within Sla Share
             * @description `closed_within_sla` as a share of those within and outside the SLA.
             */
            within_sla_share: number | null;
        };
        /**
         * OwnerLine
         * @description The tickets of one owner.
         */
        OwnerLine: {
            /**
             * Breached
             * @description Open tickets past `due_at`.
             */
            breached: number;
            /**
             * Closed
             * @description Tickets closed in the window, and still closed.
             */
            closed: number;
            /**
             * Mttr Median Minutes
             * @description Over the closed tickets that have an `mttr`.
             */
            mttr_median_minutes: number | null;
            /**
             * Open
             * @description Tickets that are open now.
             */
            open: number;
            /**
             * Owner
             * @description The owner; null: tickets without one.
             */
            owner: string | null;
        };
        /**
         * PageConfig
         * @description What the page needs to know before it asks for a token.
         */
        PageConfig: {
            /**
             * Datasets
             * @description In the order of the page's tabs.
             */
            datasets: components["schemas"]["TicketType"][];
            /**
             * Is Token Needed
             * @description Whether other routes would refuse this request for want of a token.
             */
            is_token_needed: boolean;
            /**
             * Map Style Url
             * @description A MapLibre style; null: the page's own.
             */
            map_style_url: string | null;
            /**
             * May Export
             * @description Whether the caller of this request may download files.
             */
            may_export: boolean;
            /**
             * Version
             * @description The version of fleettickets.
             */
            version: string;
        };
        /**
         * Point
         * @description A position in WGS 84.
         */
        Point: {
            /**
             * Coordinates
             * @description Longitude, latitude.
             */
            coordinates: number[];
            /**
             * Type
             * @description The GeoJSON type.
             * @constant
             */
            type: "Point";
        };
        /**
         * Schedule
         * @description Open tickets by when they are due: at the appointment, else at the end of the target.
         */
        Schedule: {
            /**
             * Due In 7 Days
             * @description Open tickets due within 7 days of the as-of, today's included.
             */
            due_in_7_days: number;
            /**
             * Due Today
             * @description Open tickets due from the as-of to the end of its day.
             */
            due_today: number;
            /**
             * Overdue
             * @description Open tickets with `due_at` before the as-of.
             */
            overdue: number;
            /**
             * Unscheduled
             * @description Open tickets without `scheduled_at`.
             */
            unscheduled: number;
        };
        /**
         * Session
         * @description Who the caller is, and what they may do.
         */
        Session: {
            /**
             * Is Anonymous
             * @description Whether the request had no token.
             */
            is_anonymous: boolean;
            /**
             * May Export
             * @description Whether the caller may download files.
             */
            may_export: boolean;
            /**
             * Name
             * @description The token's name; null: anonymous.
             */
            name: string | null;
            /**
             * Role
             * @description The caller's role.
             * @enum {string}
             */
            role: "viewer" | "dispatcher" | "admin";
        };
        /**
         * TeamClosures
         * @description The closings of one team.
         */
        TeamClosures: {
            /**
             * Closed
             * @description Closings of tickets that were assigned to the team when they closed.
             */
            closed: number;
            /**
             * Credited
             * @description Closings credited to the team, and not reopened since.
             */
            credited: number;
            /**
             * Mttr Median Minutes
             * @description The median over the credited closings.
             */
            mttr_median_minutes: number | null;
            /**
             * Mttr P90 Minutes
             * @description The 90th percentile over the credited closings.
             */
            mttr_p90_minutes: number | null;
            /**
             * Reopened
             * @description Closings credited to the team, and taken back by a reopening.
             */
            reopened: number;
            /**
             * Team
             * @description The team's name, as the feed spells it.
             */
            team: string;
            /**
             * Within Sla Share
             * @description The share within the SLA, over the credited closings whose verdict is known.
             */
            within_sla_share: number | null;
        };
        /**
         * TeamFilters
         * @description What a teams' answer is for.
         */
        TeamFilters: {
            /**
             * Cluster
             * @description As given.
             */
            cluster: string | null;
            /**
             * From
             * Format: date-time
             * @description The window, inclusive.
             */
            from: string;
            /**
             * To
             * Format: date-time
             * @description The window, exclusive.
             */
            to: string;
        };
        /**
         * TeamLine
         * @description The tickets of one team.
         */
        TeamLine: {
            /**
             * Breached
             * @description Open tickets past `due_at`.
             */
            breached: number;
            /**
             * Closed
             * @description Tickets closed in the window, and still closed.
             */
            closed: number;
            /**
             * Mttr Median Minutes
             * @description Over the closed tickets that have an `mttr`.
             */
            mttr_median_minutes: number | null;
            /**
             * Open
             * @description Tickets that are open now.
             */
            open: number;
            /**
             * Team
             * @description The assigned team; null: tickets without one.
             */
            team: string | null;
        };
        /**
         * Teams
         * @description What each team closed, and is credited with.
         */
        Teams: {
            /**
             * Dataset
             * @description The dataset: `inc`, `crq`, or one that was added.
             */
            dataset: string;
            /** @description What the answer is for. */
            filters: components["schemas"]["TeamFilters"];
            /** @description How old the answer is. */
            freshness: components["schemas"]["Freshness"];
            /**
             * Teams
             * @description One line for each team, most credited first.
             */
            teams: components["schemas"]["TeamClosures"][];
            /** @description Over all lines. */
            total: components["schemas"]["TeamShare"];
            unattributed: components["schemas"]["UnattributedClosures"];
        };
        /**
         * TeamShare
         * @description The closings of all teams together.
         */
        TeamShare: {
            /**
             * Closed
             * @description Closings in the window.
             */
            closed: number;
            /**
             * Credited
             * @description Closings that were not reopened since.
             */
            credited: number;
            /**
             * Mttr Median Minutes
             * @description The median over the credited closings.
             */
            mttr_median_minutes: number | null;
            /**
             * Mttr P90 Minutes
             * @description The 90th percentile over the credited closings.
             */
            mttr_p90_minutes: number | null;
            /**
             * Reopened
             * @description Closings that were reopened since.
             */
            reopened: number;
            /**
             * Within Sla Share
             * @description The share within the SLA, over the credited closings whose verdict is known.
             */
            within_sla_share: number | null;
        };
        /**
         * TicketDetail
         * @description A ticket and what happened to it, in the order of the files.
         */
        TicketDetail: {
            /**
             * Closures
             * @description Every closing, in order.
             */
            closures: components["schemas"]["Closure"][];
            /**
             * Dataset
             * @description As given.
             */
            dataset: string;
            /**
             * Events
             * @description Every change, in the order of the files; one version can have several.
             */
            events: components["schemas"]["TicketEvent"][];
            /** @description How old the answer is. */
            freshness: components["schemas"]["Freshness"];
            /** @description The ticket as it is now: the properties of a [Feature](#feature), and three more. */
            ticket: components["schemas"]["TicketNow"];
            /**
             * Ticket Id
             * @description As given.
             */
            ticket_id: string;
        };
        /**
         * TicketEvent
         * @description A change of a ticket, with the state before and after it.
         */
        TicketEvent: {
            /**
             * Change Key
             * @description The file that brought the change.
             */
            change_key: string;
            /**
             * Change Line
             * @description The line of that file; the header is line 1.
             */
            change_line: number;
            /**
             * Closed At
             * @description The closing time after it.
             */
            closed_at: string | null;
            /**
             * From Owner
             * @description The owner before.
             */
            from_owner: string | null;
            /**
             * From Raw Status
             * @description The `raw_status` before.
             */
            from_raw_status: string | null;
            /**
             * From Status
             * @description The `normalized_status` before.
             */
            from_status: string | null;
            /**
             * From Team
             * @description The team before.
             */
            from_team: string | null;
            /**
             * Kind
             * @description What changed; `correction`: the time of a closing was corrected.
             * @enum {string}
             */
            kind: "opened" | "reopened" | "status" | "assignment" | "closed" | "correction";
            /**
             * Occurred At
             * Format: date-time
             * @description As the source dates it, else when the version was updated (`docs/feed.md#events`).
             */
            occurred_at: string;
            /**
             * To Owner
             * @description The owner after.
             */
            to_owner: string | null;
            /**
             * To Raw Status
             * @description The `raw_status` after.
             */
            to_raw_status: string | null;
            /**
             * To Status
             * @description The `normalized_status` after.
             */
            to_status: string | null;
            /**
             * To Team
             * @description The team after.
             */
            to_team: string | null;
        };
        /**
         * TicketMap
         * @description The open tickets that have a position, with counts.
         */
        TicketMap: {
            /**
             * Features
             * @description The open tickets that have a position: by dataset, oldest first.
             */
            features: components["schemas"]["Feature"][];
            /** @description What the answer is for, as given. */
            filters: components["schemas"]["MapFilters"];
            /** @description Counts over the tickets that match the filters; `located` is the number of features. */
            summary: components["schemas"]["MapSummary"];
            /**
             * Type
             * @description The GeoJSON type.
             * @constant
             */
            type: "FeatureCollection";
        };
        /**
         * TicketNow
         * @description A ticket as it is now, with its position.
         */
        TicketNow: {
            /**
             * Age Minutes
             * @description From the start to the as-of, or to the closing; never below 0.
             */
            age_minutes: number | null;
            /**
             * Assigned Team
             * @description The team that the ticket is assigned to.
             */
            assigned_team: string | null;
            /**
             * Bucket
             * @description The kind of fault or work.
             */
            bucket: string | null;
            /**
             * Closed At
             * @description When the ticket was closed; null while it is open.
             */
            closed_at: string | null;
            /**
             * Cluster
             * @description The network cluster that the ticket belongs to.
             */
            cluster: string | null;
            /**
             * Created At
             * @description When the SLA clock starts: `created_at_service`, else `first_seen_at`.
             */
            created_at: string | null;
            /**
             * Dataset
             * @description The ticket type: `inc`, `crq`, or one that was added.
             */
            dataset: string;
            /**
             * Due At
             * @description After this instant the ticket is late; null: no start, or no policy.
             */
            due_at: string | null;
            /**
             * Geo Precision
             * @description What the position is near to (docs/geocoding.md#precision).
             */
            geo_precision: ("point" | "building" | "street" | "landmark" | "sub-location" | "area" | "cluster") | null;
            /**
             * Geo Source
             * @description Where the position comes from.
             */
            geo_source: ("manual" | "feed" | "text" | "location" | "cluster") | null;
            /**
             * Is Actionable
             * @description Whether a crew can act now.
             */
            is_actionable: boolean | null;
            /**
             * Is Open
             * @description Whether the ticket counts as open.
             */
            is_open: boolean;
            /**
             * Latitude
             * @description WGS 84.
             */
            latitude: number | null;
            /**
             * Location Name
             * @description The address, as dispatchers write it.
             */
            location_name: string | null;
            /**
             * Longitude
             * @description WGS 84.
             */
            longitude: number | null;
            /**
             * Mttr Minutes
             * @description The source's own figure; null until the ticket is closed.
             */
            mttr_minutes: number | null;
            /**
             * Normalized Status
             * @description The source's status, normalised.
             */
            normalized_status: string | null;
            /**
             * Owner
             * @description The person that the ticket is assigned to.
             */
            owner: string | null;
            /**
             * Raw Status
             * @description The source's own status, in capitals.
             */
            raw_status: string | null;
            /**
             * Region
             * @description The region, in lower case.
             */
            region: string | null;
            /**
             * Scheduled At
             * @description The appointment.
             */
            scheduled_at: string | null;
            /**
             * Sla State
             * @description The SLA state at the as-of, or at the closing.
             * @enum {string}
             */
            sla_state: "on_track" | "at_risk" | "breached" | "unknown";
            /**
             * Ticket Id
             * @description The source's own id.
             */
            ticket_id: string;
        };
        /**
         * TicketProperties
         * @description A ticket as it is now.
         */
        TicketProperties: {
            /**
             * Age Minutes
             * @description From the start to the as-of, or to the closing; never below 0.
             */
            age_minutes: number | null;
            /**
             * Assigned Team
             * @description The team that the ticket is assigned to.
             */
            assigned_team: string | null;
            /**
             * Bucket
             * @description The kind of fault or work.
             */
            bucket: string | null;
            /**
             * Closed At
             * @description When the ticket was closed; null while it is open.
             */
            closed_at: string | null;
            /**
             * Cluster
             * @description The network cluster that the ticket belongs to.
             */
            cluster: string | null;
            /**
             * Created At
             * @description When the SLA clock starts: `created_at_service`, else `first_seen_at`.
             */
            created_at: string | null;
            /**
             * Dataset
             * @description The ticket type: `inc`, `crq`, or one that was added.
             */
            dataset: string;
            /**
             * Due At
             * @description After this instant the ticket is late; null: no start, or no policy.
             */
            due_at: string | null;
            /**
             * Geo Precision
             * @description What the position is near to (docs/geocoding.md#precision).
             */
            geo_precision: ("point" | "building" | "street" | "landmark" | "sub-location" | "area" | "cluster") | null;
            /**
             * Geo Source
             * @description Where the position comes from.
             */
            geo_source: ("manual" | "feed" | "text" | "location" | "cluster") | null;
            /**
             * Is Actionable
             * @description Whether a crew can act now.
             */
            is_actionable: boolean | null;
            /**
             * Location Name
             * @description The address, as dispatchers write it.
             */
            location_name: string | null;
            /**
             * Mttr Minutes
             * @description The source's own figure; null until the ticket is closed.
             */
            mttr_minutes: number | null;
            /**
             * Normalized Status
             * @description The source's status, normalised.
             */
            normalized_status: string | null;
            /**
             * Owner
             * @description The person that the ticket is assigned to.
             */
            owner: string | null;
            /**
             * Raw Status
             * @description The source's own status, in capitals.
             */
            raw_status: string | null;
            /**
             * Region
             * @description The region, in lower case.
             */
            region: string | null;
            /**
             * Scheduled At
             * @description The appointment.
             */
            scheduled_at: string | null;
            /**
             * Sla State
             * @description The SLA state at the as-of, or at the closing.
             * @enum {string}
             */
            sla_state: "on_track" | "at_risk" | "breached" | "unknown";
            /**
             * Ticket Id
             * @description The source's own id.
             */
            ticket_id: string;
        };
        /**
         * TicketType
         * @description A ticket type, as the page presents it; the page's code names no type.
         */
        TicketType: {
            /**
             * Is Scheduled
             * @description Whether its tickets have appointments.
             */
            is_scheduled: boolean;
            /**
             * Label
             * @description A short name for a tab.
             * @example INC
             */
            label: string;
            /**
             * Name
             * @description Its name in addresses.
             * @example inc
             */
            name: string;
            /**
             * Singular
             * @description One of its tickets, within a sentence.
             * @example incident
             */
            singular: string;
            /**
             * Symbol
             * @description The shape inside its map symbols.
             * @enum {string}
             */
            symbol: "plain" | "plus" | "bar" | "cross" | "dot";
            /**
             * Title
             * @description The plural, as a title.
             * @example Incidents
             */
            title: string;
        };
        /**
         * UnattributedClosures
         * @description The closings without a team.
         */
        UnattributedClosures: {
            /**
             * Closed
             * @description Closings of tickets that no team had when they closed.
             */
            closed: number;
            /**
             * Credited
             * @description Closings of tickets that no team had held since they were opened or reopened; not reopened
             *     since.
             */
            credited: number;
            /**
             * Mttr Median Minutes
             * @description The median over the credited closings.
             */
            mttr_median_minutes: number | null;
            /**
             * Mttr P90 Minutes
             * @description The 90th percentile over the credited closings.
             */
            mttr_p90_minutes: number | null;
            /**
             * Reopened
             * @description Closings of tickets that no team had held since they were opened or reopened; reopened
             *     since.
             */
            reopened: number;
            /**
             * Within Sla Share
             * @description The share within the SLA, over the credited closings whose verdict is known.
             */
            within_sla_share: number | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    backlog_api_v1__dataset__backlog_get: {
        parameters: {
            query?: {
                /** @description Exactly as the feed spells it; empty: tickets without one. */
                cluster?: string;
                /** @description The first day, an East Africa day. */
                from?: string;
                /** @description The last day, inclusive. */
                to?: string;
            };
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Backlog"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    dashboard_api_v1__dataset__dashboard_get: {
        parameters: {
            query?: {
                /** @description The clock that ages are measured at; by default the content's own time. */
                as_of?: string;
                /** @description Exactly as the feed spells it; empty: tickets without one. */
                cluster?: string;
                /** @description The window's start, inclusive. */
                from?: string;
                /** @description The owner; empty: tickets without one. */
                owner?: string;
                /** @description A `normalized_status`, in any case. */
                status?: string;
                /** @description The team that a ticket is assigned to now; empty: tickets without one. */
                team?: string;
                /** @description The window's end, exclusive. */
                to?: string;
                /** @description The window's length: 24h, 7d, 30d or another interval; not together with `from`. */
                window?: string;
            };
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dashboard"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    filter_values_api_v1__dataset__filters_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FilterValues"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    teams_api_v1__dataset__teams_get: {
        parameters: {
            query?: {
                /** @description Exactly as the feed spells it; empty: tickets without one. */
                cluster?: string;
                /** @description The window's start, inclusive. */
                from?: string;
                /** @description The window's end, exclusive. */
                to?: string;
            };
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Teams"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    search_api_v1__dataset__tickets_get: {
        parameters: {
            query: {
                /** @description The greatest number of matches. */
                limit?: number;
                /** @description The beginning of an id, or a part of a place's name. */
                q: string;
            };
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Matches"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    tickets_csv_api_v1__dataset__tickets_csv_get: {
        parameters: {
            query?: {
                /** @description The clock that ages are measured at; by default the content's own time. */
                as_of?: string;
                /** @description Exactly as the feed spells it; empty: tickets without one. */
                cluster?: string;
                /** @description The window's start, inclusive. */
                from?: string;
                /** @description The owner; empty: tickets without one. */
                owner?: string;
                /** @description Which tickets; `closed`: those of the window. */
                state?: "open" | "closed" | "all";
                /** @description A `normalized_status`, in any case. */
                status?: string;
                /** @description The team that a ticket is assigned to now; empty: tickets without one. */
                team?: string;
                /** @description The window's end, exclusive. */
                to?: string;
                /** @description The window's length: 24h, 7d, 30d or another interval; not together with `from`. */
                window?: string;
            };
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ticket_api_v1__dataset__tickets__ticket_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketDetail"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    events_api_v1_events_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    freshness_api_v1_freshness_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AllFreshness"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    session_api_v1_session_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    ticket_map_api_v1_tickets_map_get: {
        parameters: {
            query?: {
                /** @description The clock that ages are measured at; by default the content's own time. */
                as_of?: string;
                /** @description Exactly as the feed spells it; empty: tickets without one. */
                cluster?: string;
                /** @description The ticket type; all by default. */
                dataset?: components["schemas"]["DatasetName"];
                /** @description The owner; empty: tickets without one. */
                owner?: string;
                /** @description A `normalized_status`, in any case. */
                status?: string;
                /** @description The team that a ticket is assigned to now; empty: tickets without one. */
                team?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TicketMap"];
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    config_config_json_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageConfig"];
                };
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    healthz_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    readyz_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
    closed_tile_tiles__dataset___z___x___y__mvt_get: {
        parameters: {
            query?: {
                /** @description Exactly as the feed spells it; empty: tickets without one. */
                cluster?: string;
                /** @description The window's start, inclusive. */
                from?: string;
                /** @description The owner; empty: tickets without one. */
                owner?: string;
                /** @description A `normalized_status`, in any case. */
                status?: string;
                /** @description The team that a ticket is assigned to now; empty: tickets without one. */
                team?: string;
                /** @description The window's end, exclusive. */
                to?: string;
                /** @description The window's length: 24h, 7d, 30d or another interval; not together with `from`. */
                window?: string;
            };
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
                x: number;
                y: number;
                z: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.mapbox-vector-tile": string;
                };
            };
            /** @description No ticket in this tile. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unchanged since the ETag in If-None-Match. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A parameter is invalid; the message names it. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description No token, or one that is unknown, revoked or expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The caller's role is not sufficient. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Too many wrong tokens from this address; Retry-After says when to try again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description The database is unavailable, not migrated or busy; Retry-After says when to try again. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
        };
    };
}
