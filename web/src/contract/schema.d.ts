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
         *     By place: the open ones, and those closed in the last 30 days.
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
         * @description The tickets that the dashboard shows, as CSV for a spreadsheet; needs the role dispatcher.
         *
         *     UTF-8 with a byte-order mark, times in East Africa Time. The last columns, `as_of_eat`,
         *     `window_from_eat`, `window_to_eat` and `filters`, say what the file is of; in one of no tickets,
         *     a row without a `ticket_id` does.
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
         * @description A ticket as it is now, and what happened to it.
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
         * @description Server-sent events: `hello`, then `change` after each commit that changed a dataset.
         *
         *     `hello`: {"datasets": {"inc": {"version", "content_as_of"}, …}}. `change`: {"dataset",
         *     "version", "content_as_of"}; at most one for each dataset in 5 s, and it tells of the newest.
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
         * @description How old each dataset's answers are.
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
         * @description Who asks, and what they may do.
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
         * @description What the page must know before it asks for a token.
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
         * @description The process is alive.
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
         * @description Counts and ages for Prometheus; needs the role admin.
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
         * @description The database answers, and has the schema of this code.
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
         * @description Closed tickets as a Mapbox vector tile with the layer `closed`; 204 where there is none.
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
         * @description The open tickets of one band of ages, from inclusive, to exclusive.
         */
        AgeBand: {
            /** Breached */
            breached: number;
            /**
             * Bucket
             * @enum {string}
             */
            bucket: "0-4h" | "4-24h" | "1-3d" | "3-7d" | "over-7d" | "unknown";
            /** From Minutes */
            from_minutes: number | null;
            /** Open */
            open: number;
            /** To Minutes */
            to_minutes: number | null;
        };
        /**
         * AllFreshness
         * @description The freshness of every dataset, by name.
         */
        AllFreshness: {
            /** Datasets */
            datasets: {
                [key: string]: components["schemas"]["Freshness"];
            };
        };
        /**
         * Backlog
         * @description The backlog day by day.
         */
        Backlog: {
            /** Dataset */
            dataset: string;
            /** Days */
            days: components["schemas"]["BacklogDay"][];
            filters: components["schemas"]["BacklogFilters"];
            freshness: components["schemas"]["Freshness"];
        };
        /**
         * BacklogDay
         * @description An East Africa day.
         */
        BacklogDay: {
            /** Closed */
            closed: number;
            /** Created */
            created: number;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Difference */
            difference: number | null;
            /** Is Complete */
            is_complete: boolean;
            /** Open */
            open: number;
            /** Reopened */
            reopened: number;
            /** Snapshot As Of */
            snapshot_as_of: string | null;
            /** Snapshot Open */
            snapshot_open: number | null;
            why: components["schemas"]["BacklogGap"] | null;
        };
        /**
         * BacklogFilters
         * @description What a backlog's answer is for.
         */
        BacklogFilters: {
            /** Cluster */
            cluster: string | null;
            /**
             * From
             * Format: date
             */
            from: string;
            /**
             * To
             * Format: date
             */
            to: string;
        };
        /**
         * BacklogGap
         * @description Why a day's backlog differs from what was snapshotted.
         */
        BacklogGap: {
            /** Dated After */
            dated_after: number;
            /** Learned Since */
            learned_since: number;
        };
        /**
         * Closure
         * @description A closing, and whom it is credited to.
         */
        Closure: {
            /** Assigned Team */
            assigned_team: string | null;
            /** Change Key */
            change_key: string;
            /** Change Line */
            change_line: number;
            /**
             * Closed At
             * Format: date-time
             */
            closed_at: string;
            /**
             * Credit Rule
             * @enum {string}
             */
            credit_rule: "sole_team" | "held_longest" | "at_closing" | "nobody";
            /** Credit Team */
            credit_team: string | null;
            /** Longest Team */
            longest_team: string | null;
            /** Mttr Minutes */
            mttr_minutes: number | null;
            /** Owner */
            owner: string | null;
            /** Reassignments */
            reassignments: number;
            /** Reopened At */
            reopened_at: string | null;
            /** Sla Status */
            sla_status: string | null;
        };
        /**
         * ClusterLine
         * @description The tickets of a cluster; null: of none.
         */
        ClusterLine: {
            /** Breached */
            breached: number;
            /** Closed */
            closed: number;
            /** Cluster */
            cluster: string | null;
            /** Mttr Median Minutes */
            mttr_median_minutes: number | null;
            /** Open */
            open: number;
        };
        /**
         * Dashboard
         * @description Everything that a dashboard shows of one dataset, from one snapshot.
         */
        Dashboard: {
            /** Ageing */
            ageing: components["schemas"]["AgeBand"][];
            /** By Cluster */
            by_cluster: components["schemas"]["ClusterLine"][];
            /** By Owner */
            by_owner: components["schemas"]["OwnerLine"][];
            /** By Team */
            by_team: components["schemas"]["TeamLine"][];
            closed: components["schemas"]["FeatureCollection"];
            filters: components["schemas"]["DashboardFilters"];
            freshness: components["schemas"]["Freshness"];
            metrics: components["schemas"]["Metrics"];
            open: components["schemas"]["FeatureCollection"];
            /** Reopened Tickets */
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
             */
            as_of: string;
            /** Cluster */
            cluster: string | null;
            /** Dataset */
            dataset: string;
            /**
             * From
             * Format: date-time
             */
            from: string;
            /** Owner */
            owner: string | null;
            /** Status */
            status: string | null;
            /** Team */
            team: string | null;
            /**
             * To
             * Format: date-time
             */
            to: string;
        };
        /** DatasetName */
        DatasetName: string;
        /**
         * Error
         * @description Why a request is not answered; the same words as in the log and the commands.
         */
        Error: {
            /**
             * Code
             * @description stable, listed in docs/errors.md
             * @example FT601
             */
            code: string;
            /** Details */
            details: string | null;
            /** Hint */
            hint: string | null;
            /** Message */
            message: string;
        };
        /**
         * Feature
         * @description A ticket as GeoJSON; without a geometry where it has no position.
         */
        Feature: {
            geometry: components["schemas"]["Point"] | null;
            /** Id */
            id: string;
            properties: components["schemas"]["TicketProperties"];
            /**
             * Type
             * @constant
             */
            type: "Feature";
        };
        /**
         * FeatureCollection
         * @description Tickets as GeoJSON.
         */
        FeatureCollection: {
            /** Features */
            features: components["schemas"]["Feature"][];
            /**
             * Type
             * @constant
             */
            type: "FeatureCollection";
        };
        /**
         * FilterValues
         * @description The values that tickets of a dataset have, sorted; for pickers.
         */
        FilterValues: {
            /** Clusters */
            clusters: string[];
            freshness: components["schemas"]["Freshness"];
            /** Owners */
            owners: string[];
            /** Statuses */
            statuses: string[];
            /** Teams */
            teams: string[];
        };
        /**
         * Freshness
         * @description How old a dataset's answers are. ``wall_clock_at`` may be up to a minute ago.
         */
        Freshness: {
            /** Content As Of */
            content_as_of: string | null;
            /** Dataset */
            dataset: string;
            /** Import Overdue Since */
            import_overdue_since: string | null;
            /** Is Stale */
            is_stale: boolean;
            /** Lag Minutes */
            lag_minutes: number | null;
            last_run: components["schemas"]["LastRun"] | null;
            /** Source Max Key */
            source_max_key: string | null;
            /** Stale After Minutes */
            stale_after_minutes: number;
            /**
             * Wall Clock At
             * Format: date-time
             */
            wall_clock_at: string;
        };
        /**
         * Health
         * @description The process is alive, or the service ready.
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
         * @description The last import that wrote its line.
         */
        LastRun: {
            /** Finished At */
            finished_at: string | null;
            /** Run Id */
            run_id: number;
            /**
             * Started At
             * Format: date-time
             */
            started_at: string;
            /**
             * State
             * @enum {string}
             */
            state: "running" | "succeeded" | "failed" | "abandoned";
        };
        /**
         * MapDataset
         * @description The same counts for one dataset, and the clock that its ages are measured at.
         */
        MapDataset: {
            /** Actionable */
            actionable: number;
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** At Risk */
            at_risk: number;
            /** Breached */
            breached: number;
            /** Dataset */
            dataset: string;
            /** Located */
            located: number;
            /** On Track */
            on_track: number;
            /** Open */
            open: number;
            /** Sla Unknown */
            sla_unknown: number;
            /** Unlocated */
            unlocated: number;
        };
        /**
         * MapFilters
         * @description What a map's answer is for, as given.
         */
        MapFilters: {
            /** As Of */
            as_of: string | null;
            /** Cluster */
            cluster: string | null;
            /** Dataset */
            dataset: string | null;
            /** Owner */
            owner: string | null;
            /** Status */
            status: string | null;
            /** Team */
            team: string | null;
        };
        /**
         * MapSummary
         * @description Counts over all, and by dataset.
         */
        MapSummary: {
            /** Actionable */
            actionable: number;
            /** At Risk */
            at_risk: number;
            /** Breached */
            breached: number;
            /** By Dataset */
            by_dataset: components["schemas"]["MapDataset"][];
            /** Freshness */
            freshness: {
                [key: string]: components["schemas"]["Freshness"];
            };
            /** Located */
            located: number;
            /** On Track */
            on_track: number;
            /** Open */
            open: number;
            /** Sla Unknown */
            sla_unknown: number;
            /** Unlocated */
            unlocated: number;
        };
        /**
         * Match
         * @description A ticket that a search found.
         */
        Match: {
            /** Cluster */
            cluster: string | null;
            /** Dataset */
            dataset: string;
            geometry: components["schemas"]["Point"] | null;
            /** Is Open */
            is_open: boolean;
            /** Location Name */
            location_name: string | null;
            /** Normalized Status */
            normalized_status: string | null;
            /** Ticket Id */
            ticket_id: string;
        };
        /**
         * Matches
         * @description What a search found: ids first, then places; open tickets before closed ones.
         */
        Matches: {
            freshness: components["schemas"]["Freshness"];
            /** Matches */
            matches: components["schemas"]["Match"][];
            /**
             * Truncated
             * @description whether there are more
             */
            truncated: boolean;
        };
        /**
         * Metrics
         * @description The figures of a dashboard.
         */
        Metrics: {
            /** Actionable */
            actionable: number;
            /** At Risk */
            at_risk: number;
            /** Breached */
            breached: number;
            /** Closed */
            closed: number;
            /** Closed Outside Sla */
            closed_outside_sla: number;
            /** Closed Sla Unknown */
            closed_sla_unknown: number;
            /** Closed Within Sla */
            closed_within_sla: number;
            /** Closings */
            closings: number;
            /** Created */
            created: number;
            /** Mttr Known */
            mttr_known: number;
            /** Mttr Mean Minutes */
            mttr_mean_minutes: number | null;
            /** Mttr Median Minutes */
            mttr_median_minutes: number | null;
            /** Mttr P90 Minutes */
            mttr_p90_minutes: number | null;
            /** Net Flow */
            net_flow: number;
            /** Oldest Open Minutes */
            oldest_open_minutes: number | null;
            /** On Track */
            on_track: number;
            /** Open */
            open: number;
            /** Reopened */
            reopened: number;
            schedule: components["schemas"]["Schedule"] | null;
            /** Sla Unknown */
            sla_unknown: number;
            /** Unlocated */
            unlocated: number;
            /** Within Sla Share */
            within_sla_share: number | null;
        };
        /**
         * OwnerLine
         * @description The tickets of an owner; null: of none.
         */
        OwnerLine: {
            /** Breached */
            breached: number;
            /** Closed */
            closed: number;
            /** Mttr Median Minutes */
            mttr_median_minutes: number | null;
            /** Open */
            open: number;
            /** Owner */
            owner: string | null;
        };
        /**
         * PageConfig
         * @description What the page must know before it asks for a token.
         */
        PageConfig: {
            /**
             * Datasets
             * @description in the order of the page's tabs
             */
            datasets: components["schemas"]["TicketType"][];
            /**
             * Is Token Needed
             * @description whether this request would be refused elsewhere
             */
            is_token_needed: boolean;
            /** Map Style Url */
            map_style_url: string | null;
            /**
             * May Export
             * @description whether this request's own caller may
             */
            may_export: boolean;
            /** Version */
            version: string;
        };
        /**
         * Point
         * @description A position in WGS 84.
         */
        Point: {
            /**
             * Coordinates
             * @description longitude, latitude
             */
            coordinates: number[];
            /**
             * Type
             * @constant
             */
            type: "Point";
        };
        /**
         * Schedule
         * @description Open tickets by when they are due: at the appointment, else at the end of the target.
         */
        Schedule: {
            /** Due In 7 Days */
            due_in_7_days: number;
            /** Due Today */
            due_today: number;
            /** Overdue */
            overdue: number;
            /** Unscheduled */
            unscheduled: number;
        };
        /**
         * Session
         * @description Who asks, and what they may do.
         */
        Session: {
            /** Is Anonymous */
            is_anonymous: boolean;
            /** May Export */
            may_export: boolean;
            /**
             * Name
             * @description the token's name
             */
            name: string | null;
            /**
             * Role
             * @enum {string}
             */
            role: "viewer" | "dispatcher" | "admin";
        };
        /**
         * TeamClosures
         * @description Closings of a team.
         */
        TeamClosures: {
            /** Closed */
            closed: number;
            /** Credited */
            credited: number;
            /** Mttr Median Minutes */
            mttr_median_minutes: number | null;
            /** Mttr P90 Minutes */
            mttr_p90_minutes: number | null;
            /** Reopened */
            reopened: number;
            /** Team */
            team: string;
            /** Within Sla Share */
            within_sla_share: number | null;
        };
        /**
         * TeamFilters
         * @description What a teams' answer is for.
         */
        TeamFilters: {
            /** Cluster */
            cluster: string | null;
            /**
             * From
             * Format: date-time
             */
            from: string;
            /**
             * To
             * Format: date-time
             */
            to: string;
        };
        /**
         * TeamLine
         * @description The tickets of a team; null: of none.
         */
        TeamLine: {
            /** Breached */
            breached: number;
            /** Closed */
            closed: number;
            /** Mttr Median Minutes */
            mttr_median_minutes: number | null;
            /** Open */
            open: number;
            /** Team */
            team: string | null;
        };
        /**
         * Teams
         * @description What each team closed, and is credited with.
         */
        Teams: {
            /** Dataset */
            dataset: string;
            filters: components["schemas"]["TeamFilters"];
            freshness: components["schemas"]["Freshness"];
            /** Teams */
            teams: components["schemas"]["TeamClosures"][];
            total: components["schemas"]["TeamShare"];
            unattributed: components["schemas"]["TeamShare"];
        };
        /**
         * TeamShare
         * @description Closings.
         */
        TeamShare: {
            /** Closed */
            closed: number;
            /** Credited */
            credited: number;
            /** Mttr Median Minutes */
            mttr_median_minutes: number | null;
            /** Mttr P90 Minutes */
            mttr_p90_minutes: number | null;
            /** Reopened */
            reopened: number;
            /** Within Sla Share */
            within_sla_share: number | null;
        };
        /**
         * TicketDetail
         * @description A ticket and what happened to it, in the order of the files.
         */
        TicketDetail: {
            /** Closures */
            closures: components["schemas"]["Closure"][];
            /** Dataset */
            dataset: string;
            /** Events */
            events: components["schemas"]["TicketEvent"][];
            freshness: components["schemas"]["Freshness"];
            ticket: components["schemas"]["TicketNow"];
            /** Ticket Id */
            ticket_id: string;
        };
        /**
         * TicketEvent
         * @description A change of a ticket, with the state before and after it.
         */
        TicketEvent: {
            /** Change Key */
            change_key: string;
            /** Change Line */
            change_line: number;
            /** Closed At */
            closed_at: string | null;
            /** From Owner */
            from_owner: string | null;
            /** From Raw Status */
            from_raw_status: string | null;
            /** From Status */
            from_status: string | null;
            /** From Team */
            from_team: string | null;
            /**
             * Kind
             * @enum {string}
             */
            kind: "opened" | "reopened" | "status" | "assignment" | "closed" | "correction";
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** To Owner */
            to_owner: string | null;
            /** To Raw Status */
            to_raw_status: string | null;
            /** To Status */
            to_status: string | null;
            /** To Team */
            to_team: string | null;
        };
        /**
         * TicketMap
         * @description The open tickets that have a position, with counts.
         */
        TicketMap: {
            /** Features */
            features: components["schemas"]["Feature"][];
            filters: components["schemas"]["MapFilters"];
            summary: components["schemas"]["MapSummary"];
            /**
             * Type
             * @constant
             */
            type: "FeatureCollection";
        };
        /**
         * TicketNow
         * @description A ticket as it is now, with its position.
         */
        TicketNow: {
            /** Age Minutes */
            age_minutes: number | null;
            /** Assigned Team */
            assigned_team: string | null;
            /** Bucket */
            bucket: string | null;
            /** Closed At */
            closed_at: string | null;
            /** Cluster */
            cluster: string | null;
            /** Created At */
            created_at: string | null;
            /** Dataset */
            dataset: string;
            /** Due At */
            due_at: string | null;
            /** Geo Source */
            geo_source: ("manual" | "feed" | "location" | "cluster") | null;
            /** Is Actionable */
            is_actionable: boolean | null;
            /** Is Open */
            is_open: boolean;
            /** Latitude */
            latitude: number | null;
            /** Location Name */
            location_name: string | null;
            /** Longitude */
            longitude: number | null;
            /** Mttr Minutes */
            mttr_minutes: number | null;
            /** Normalized Status */
            normalized_status: string | null;
            /** Owner */
            owner: string | null;
            /** Raw Status */
            raw_status: string | null;
            /** Region */
            region: string | null;
            /** Scheduled At */
            scheduled_at: string | null;
            /**
             * Sla State
             * @enum {string}
             */
            sla_state: "on_track" | "at_risk" | "breached" | "unknown";
            /** Ticket Id */
            ticket_id: string;
        };
        /**
         * TicketProperties
         * @description A ticket as it is now.
         */
        TicketProperties: {
            /** Age Minutes */
            age_minutes: number | null;
            /** Assigned Team */
            assigned_team: string | null;
            /** Bucket */
            bucket: string | null;
            /** Closed At */
            closed_at: string | null;
            /** Cluster */
            cluster: string | null;
            /** Created At */
            created_at: string | null;
            /** Dataset */
            dataset: string;
            /** Due At */
            due_at: string | null;
            /** Geo Source */
            geo_source: ("manual" | "feed" | "location" | "cluster") | null;
            /** Is Actionable */
            is_actionable: boolean | null;
            /** Location Name */
            location_name: string | null;
            /** Mttr Minutes */
            mttr_minutes: number | null;
            /** Normalized Status */
            normalized_status: string | null;
            /** Owner */
            owner: string | null;
            /** Raw Status */
            raw_status: string | null;
            /** Region */
            region: string | null;
            /** Scheduled At */
            scheduled_at: string | null;
            /**
             * Sla State
             * @enum {string}
             */
            sla_state: "on_track" | "at_risk" | "breached" | "unknown";
            /** Ticket Id */
            ticket_id: string;
        };
        /**
         * TicketType
         * @description What the page must know of a ticket type: nothing about types is in its own code.
         */
        TicketType: {
            /**
             * Is Scheduled
             * @description whether its tickets have appointments
             */
            is_scheduled: boolean;
            /**
             * Label
             * @description short, for a tab
             * @example INC
             */
            label: string;
            /**
             * Name
             * @description in addresses
             * @example inc
             */
            name: string;
            /**
             * Singular
             * @description one, within a sentence
             * @example incident
             */
            singular: string;
            /**
             * Symbol
             * @description what is drawn inside its tickets' symbols
             * @enum {string}
             */
            symbol: "plain" | "plus" | "bar" | "cross" | "dot";
            /**
             * Title
             * @description several of its tickets
             * @example Incidents
             */
            title: string;
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
                /** @description exactly as the feed spells it; empty: tickets without one */
                cluster?: string;
                /** @description East Africa day */
                from?: string;
                /** @description inclusive */
                to?: string;
            };
            header?: never;
            path: {
                /** @description the ticket type */
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
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
                /** @description the clock; the content's own time by default */
                as_of?: string;
                /** @description exactly as the feed spells it; empty: tickets without one */
                cluster?: string;
                /** @description inclusive */
                from?: string;
                /** @description empty: tickets without one */
                owner?: string;
                /** @description a normalized_status, in any case */
                status?: string;
                /** @description the team now; empty: tickets without one */
                team?: string;
                /** @description exclusive */
                to?: string;
                /** @description 24h, 7d, 30d or another interval; not with from */
                window?: string;
            };
            header?: never;
            path: {
                /** @description the ticket type */
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
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
                /** @description the ticket type */
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
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
                /** @description exactly as the feed spells it; empty: tickets without one */
                cluster?: string;
                /** @description inclusive */
                from?: string;
                /** @description exclusive */
                to?: string;
            };
            header?: never;
            path: {
                /** @description the ticket type */
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
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
                limit?: number;
                /** @description the beginning of an id, or part of a place */
                q: string;
            };
            header?: never;
            path: {
                /** @description the ticket type */
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
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
                /** @description the clock; the content's own time by default */
                as_of?: string;
                /** @description exactly as the feed spells it; empty: tickets without one */
                cluster?: string;
                /** @description inclusive */
                from?: string;
                /** @description empty: tickets without one */
                owner?: string;
                /** @description closed: those of the window */
                state?: "open" | "closed" | "all";
                /** @description a normalized_status, in any case */
                status?: string;
                /** @description the team now; empty: tickets without one */
                team?: string;
                /** @description exclusive */
                to?: string;
                /** @description 24h, 7d, 30d or another interval; not with from */
                window?: string;
            };
            header?: never;
            path: {
                /** @description the ticket type */
                dataset: components["schemas"]["DatasetName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description as described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
                /** @description the ticket type */
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
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
            /** @description as described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
                /** @description the clock; the content's own time by default */
                as_of?: string;
                /** @description exactly as the feed spells it; empty: tickets without one */
                cluster?: string;
                /** @description all by default */
                dataset?: components["schemas"]["DatasetName"];
                /** @description empty: tickets without one */
                owner?: string;
                /** @description a normalized_status, in any case */
                status?: string;
                /** @description the team now; empty: tickets without one */
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
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
            /** @description as described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
                /** @description exactly as the feed spells it; empty: tickets without one */
                cluster?: string;
                /** @description inclusive */
                from?: string;
                /** @description empty: tickets without one */
                owner?: string;
                /** @description a normalized_status, in any case */
                status?: string;
                /** @description the team now; empty: tickets without one */
                team?: string;
                /** @description exclusive */
                to?: string;
                /** @description 24h, 7d, 30d or another interval; not with from */
                window?: string;
            };
            header?: never;
            path: {
                /** @description the ticket type */
                dataset: components["schemas"]["DatasetName"];
                x: number;
                y: number;
                z: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description as described */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.mapbox-vector-tile": string;
                };
            };
            /** @description no ticket in this tile */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description unchanged since the ETag in If-None-Match */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description a parameter cannot be used */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description no token, or none that is live */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the caller's role does not reach that far */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description there is no such thing */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description too many wrong tokens from this address */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description the database is away, or busy; Retry-After says when to ask again */
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
