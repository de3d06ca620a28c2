// Made by `npm run types` from the server's OpenAPI document. Do not edit.

export interface paths {
    "/api/positions/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Position In Query
         * @description Where a device is, in the query: OsmAnd and the old Traccar Client. Answers `[]`.
         */
        get: operations["position_in_query_api_positions__token__get"];
        put?: never;
        /**
         * Position In Body
         * @description Where a device is: a form, or the JSON of Traccar Client, Traccar server or OwnTracks.
         *
         *     Answers `[]`, also for a fix that is not kept: no sender would do better a second time.
         */
        post: operations["position_in_body_api_positions__token__post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/api/v1/{dataset}/closures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Closures
         * @description The jobs of each team or person by day or week; over 30 days by default.
         */
        get: operations["closures_api_v1__dataset__closures_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/{dataset}/closures.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Closures Csv
         * @description The jobs of each team or person as CSV for a spreadsheet: `fn_export_closures`.
         *
         *     One row for each name and period. Otherwise as `tickets.csv`.
         */
        get: operations["closures_csv_api_v1__dataset__closures_csv_get"];
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
    "/api/v1/dispatch/crews/{crew}/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Crew Sheet
         * @description A crew's day of the published plan, with what it has reported; 404 if it has none.
         */
        get: operations["crew_sheet_api_v1_dispatch_crews__crew__day_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Day State
         * @description What is decided and reported of a day, and the crews on shift.
         */
        get: operations["day_state_api_v1_dispatch_day_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/holds/{dataset}/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hold
         * @description Keep a ticket out of the plans; If-Match names its version on the day.
         */
        put: operations["hold_api_v1_dispatch_holds__dataset___ticket_id__put"];
        post?: never;
        /**
         * Release
         * @description Release a ticket that was held; If-Match names its version on the day.
         */
        delete: operations["release_api_v1_dispatch_holds__dataset___ticket_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/my-day": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My Day
         * @description The day of the crew whose token it is; 404 if it has none.
         */
        get: operations["my_day_api_v1_dispatch_my_day_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/my-day/reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report
         * @description Report that the crew has arrived or is done; sent twice, it counts once.
         *
         *     The ticket stays as it is: the feed closes tickets.
         */
        post: operations["report_api_v1_dispatch_my_day_reports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/pins/{dataset}/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Pin
         * @description Pin a ticket on a day, as the body says as a whole; If-Match names its version.
         *
         *     412 if somebody has decided about it since.
         */
        put: operations["pin_api_v1_dispatch_pins__dataset___ticket_id__put"];
        post?: never;
        /**
         * Unpin
         * @description Remove a ticket's pin of a day; If-Match names its version.
         */
        delete: operations["unpin_api_v1_dispatch_pins__dataset___ticket_id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Day Plan
         * @description The published plan of a day, else its newest draft; 404 if there is none.
         */
        get: operations["day_plan_api_v1_dispatch_plan_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Plans
         * @description The plans of a day without their content, the newest first.
         */
        get: operations["plans_api_v1_dispatch_plans_get"];
        put?: never;
        /**
         * Make Plan
         * @description Plan a day from what is published and keep a draft; answers the difference to it.
         */
        post: operations["make_plan_api_v1_dispatch_plans_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/plans/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Plan
         * @description One plan; 404 if it is unknown.
         */
        get: operations["plan_api_v1_dispatch_plans__plan_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/plans/{plan_id}/candidates/{dataset}/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Candidates
         * @description The best crews for a ticket: the drive, the start, what would give, and who cannot.
         */
        get: operations["candidates_api_v1_dispatch_plans__plan_id__candidates__dataset___ticket_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/plans/{plan_id}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes
         * @description How a plan differs from another one; by default from the published one of its day.
         */
        get: operations["changes_api_v1_dispatch_plans__plan_id__changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/plans/{plan_id}/move/{dataset}/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Move
         * @description What moving a ticket there would cost and break; it changes nothing.
         *
         *     Without a crew: what leaving it out would cost.
         */
        get: operations["move_api_v1_dispatch_plans__plan_id__move__dataset___ticket_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/plans/{plan_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish
         * @description Publish a draft in place of the day's plan, which If-Match names: its number, or `none`.
         *
         *     412 if another plan has been published since; 409 without `confirm` if the plan's tickets are
         *     out of date.
         */
        post: operations["publish_api_v1_dispatch_plans__plan_id__publish_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/plans/{plan_id}/why/{dataset}/{ticket_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why
         * @description Where a ticket is in a plan, or why it is nowhere and how it could be done after all.
         */
        get: operations["why_api_v1_dispatch_plans__plan_id__why__dataset___ticket_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/positions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Positions
         * @description Where the crews are now; `is_old`: more than ten minutes ago.
         */
        get: operations["positions_api_v1_dispatch_positions_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Day Outcome
         * @description A day's published plan against what happened, by team and crew; 404 if none is published.
         */
        get: operations["day_outcome_api_v1_dispatch_report_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dispatch/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tracks
         * @description Where the crews were on a day, as far as positions are kept.
         */
        get: operations["tracks_api_v1_dispatch_tracks_get"];
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
         *     `dispatch`: {"version"}, after decisions about the crews' days.
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
    "/api/v1/places/edits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Edits
         * @description What people did to positions, the newest first.
         */
        get: operations["edits_api_v1_places_edits_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places/edits/{edit_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Restore what an edit changed, in all spellings; 412 if a place was edited since.
         *
         *     An undo is an edit too, which can be undone.
         */
        post: operations["undo_api_v1_places_edits__edit_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places/place": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Place
         * @description What is known of a place's position, and which tickets follow it.
         */
        get: operations["place_api_v1_places_place_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places/position": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Position
         * @description Put a place, in all its spellings, where the body says; If-Match names its version.
         *
         *     412 if its position has changed since.
         */
        put: operations["set_position_api_v1_places_position_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Review
         * @description The places without a position, and the clusters in two places: worst first.
         */
        get: operations["review_api_v1_places_review_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/places/wrong": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reject Position
         * @description Reject a place's position as wrong, in all its spellings; If-Match names its version.
         *
         *     It has none then, and no run looks it up, until a person sets it or undoes this.
         */
        post: operations["reject_position_api_v1_places_wrong_post"];
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
    "/webhook/crq-dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Crq Dashboard
         * @description The same as `/api/v1/crq/dashboard`.
         */
        get: operations["crq_dashboard_webhook_crq_dashboard_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook/inc-dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Inc Dashboard
         * @description The same as `/api/v1/inc/dashboard`.
         */
        get: operations["inc_dashboard_webhook_inc_dashboard_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhook/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tickets
         * @description The same as `/api/v1/tickets/map`.
         */
        get: operations["tickets_webhook_tickets_get"];
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
         * AfterAll
         * @description The cheapest way to do a ticket after all.
         */
        AfterAll: {
            /**
             * Crew
             * @description By which crew.
             */
            crew: string;
            /**
             * Price Minutes
             * @description How much dearer the plan becomes, in driving minutes; rounded up.
             */
            price_minutes: number;
            /**
             * Tickets
             * @description Ids of the tickets that would be left out for it.
             */
            tickets: string[];
        };
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
            /**
             * Snapshot Waiting
             * @description Waiting tickets in the daily snapshot.
             */
            snapshot_waiting: number | null;
            /**
             * Waiting
             * @description Tickets that waited at the end of the day: neither open nor closed.
             */
            waiting: number;
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
             * @description As given; null: not given, or blank.
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
            /**
             * Unknown
             * @description `cluster` if no ticket of the dataset has it; only looked for in an empty answer.
             */
            unknown: string[];
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
         * BrokenRule
         * @description A rule that a move would break.
         */
        BrokenRule: {
            /**
             * Crew
             * @description The crew whose day breaks it.
             */
            crew: string;
            /**
             * Rule
             * @description `skill`, `crew`, `time`, `window`, `order`, `lunch` or `overtime`.
             */
            rule: string;
            /**
             * Tickets
             * @description The visit that breaks it; empty: the day as a whole.
             */
            tickets: string[];
        };
        /**
         * CandidateCrew
         * @description A crew that could do a ticket, and what would give; its price is against leaving it out.
         */
        CandidateCrew: {
            /**
             * Crew
             * @description By which crew.
             */
            crew: string;
            /**
             * Driving Minutes
             * @description More driving of the crew.
             */
            driving_minutes: number;
            /**
             * Ends At
             * Format: date-time
             * @description When the work would end.
             */
            ends_at: string;
            /**
             * Late Minutes
             * @description How late it would start.
             */
            late_minutes: number;
            /**
             * Others Late Minutes
             * @description More lateness of the crew's other tickets.
             */
            others_late_minutes: number;
            /**
             * Overtime Minutes
             * @description More overtime of the crew.
             */
            overtime_minutes: number;
            /**
             * Price Minutes
             * @description How much dearer the plan becomes, in driving minutes; rounded up.
             */
            price_minutes: number;
            /**
             * Starts At
             * Format: date-time
             * @description When the work would start.
             */
            starts_at: string;
            /**
             * Tickets
             * @description Ids of the tickets that would be left out for it.
             */
            tickets: string[];
            /**
             * Travel Minutes
             * @description The drive to it.
             */
            travel_minutes: number;
        };
        /**
         * CandidateList
         * @description Who could do a ticket.
         */
        CandidateList: {
            /**
             * Candidates
             * @description The cheapest first.
             */
            candidates: components["schemas"]["CandidateCrew"][];
            /**
             * Obstacles
             * @description How many crews cannot, by their first obstacle (docs/dispatch.md#reasons).
             */
            obstacles: {
                [key: string]: number;
            };
            /**
             * Tickets
             * @description Ids of the visit: tickets at one point are done together.
             */
            tickets: string[];
        };
        /**
         * ChangedCrew
         * @description A crew whose day a move would change.
         */
        ChangedCrew: {
            /**
             * Crew
             * @description Its name.
             */
            crew: string;
            /**
             * Driving Minutes
             * @description More driving; below 0: less.
             */
            driving_minutes: number;
            /**
             * Ends At
             * Format: date-time
             * @description When it would be back.
             */
            ends_at: string;
            /**
             * Overtime Minutes
             * @description More overtime; below 0: less.
             */
            overtime_minutes: number;
        };
        /**
         * ClosedDay
         * @description The tickets that were closed on one day.
         */
        ClosedDay: {
            /**
             * Closed
             * @description Tickets closed on this day in the window, and still closed.
             */
            closed: number;
            /**
             * Day
             * Format: date
             * @description An East Africa day.
             */
            day: string;
        };
        /**
         * ClosedTickets
         * @description Closed tickets as GeoJSON, at most 5,000.
         */
        ClosedTickets: {
            /**
             * Features
             * @description One feature for each ticket.
             */
            features: components["schemas"]["Feature"][];
            /**
             * Truncated
             * @description Whether there are more than the 5,000 newest; the metrics count all.
             */
            truncated: boolean;
            /**
             * Type
             * @description The GeoJSON type.
             * @constant
             */
            type: "FeatureCollection";
        };
        /**
         * Closure
         * @description A closing, and the team and the person that are credited with it.
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
             * Credit Owner
             * @description The person that is credited by `owner_credit_rule`; null: nobody.
             */
            credit_owner: string | null;
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
             * @description The source's own figure at the closing, converted to whole minutes.
             */
            mttr_minutes: number | null;
            /**
             * Owner
             * @description The owner at the closing.
             */
            owner: string | null;
            /**
             * Owner Credit Rule
             * @description The rule that decided the owner's credit.
             * @enum {string}
             */
            owner_credit_rule: "sole_owner" | "held_longest" | "at_closing" | "nobody";
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
         * ClosuresBy
         * @description The jobs of each team or person, by day or week.
         */
        ClosuresBy: {
            /**
             * By
             * @description Whom closings are credited to, as given.
             * @enum {string}
             */
            by: "team" | "owner";
            /**
             * By Period
             * @description One entry for each period and name, newest first, then most jobs first; at most 10,000. Empty
             *     for `window`.
             */
            by_period: components["schemas"]["JobPeriodLine"][];
            /**
             * Dataset
             * @description The dataset: `inc`, `crq`, or one that was added.
             */
            dataset: string;
            filters: components["schemas"]["ClosuresFilters"];
            /**
             * First Fix Days
             * @description From `tickets.datasets.first_fix_days`; the default of 7 is a guess.
             */
            first_fix_days: number;
            /** @description How old the answer is. */
            freshness: components["schemas"]["Freshness"];
            /**
             * Lines
             * @description One line for each name, most jobs first; at most 500.
             */
            lines: components["schemas"]["JobLine"][];
            /**
             * Period
             * @description As given.
             * @enum {string}
             */
            period: "day" | "week" | "window";
            /**
             * Periods
             * @description One entry for each period with a closing, in order; the newest 366. Empty for `window`.
             */
            periods: components["schemas"]["JobPeriod"][];
            /** @description Over all closings of the window. */
            total: components["schemas"]["JobFigures"];
            /** @description Which lists are cut short. */
            truncated: components["schemas"]["JobsLeftOut"];
            /** @description The closings that are credited to nobody. */
            unattributed: components["schemas"]["JobFigures"];
        };
        /**
         * ClosuresFilters
         * @description What the answer is for.
         */
        ClosuresFilters: {
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
            /**
             * Unknown
             * @description The filters whose value no ticket of the dataset has; only looked for in an empty answer.
             */
            unknown: string[];
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
            /**
             * Waiting
             * @description Tickets that are neither open nor closed now.
             */
            waiting: number;
        };
        /**
         * CostParts
         * @description What the cost is made of.
         */
        CostParts: {
            /**
             * Changes
             * @description Tickets that moved to another crew than published.
             */
            changes: number;
            /**
             * Driving
             * @description Minutes on the road.
             */
            driving: number;
            /**
             * Late
             * @description Minutes past due.
             */
            late: number;
            /**
             * Overtime
             * @description Minutes past the shifts' ends.
             */
            overtime: number;
            /**
             * Unserved
             * @description Tickets that are left out.
             */
            unserved: number;
        };
        /**
         * CrewOutcome
         * @description The figures of a crew.
         */
        CrewOutcome: {
            /**
             * Appointments
             * @description Planned.
             */
            appointments: number;
            /**
             * Appointments Kept
             * @description The crew arrived before the appointment counts as late.
             */
            appointments_kept: number;
            /**
             * Appointments Missed
             * @description It arrived later.
             */
            appointments_missed: number;
            /**
             * Appointments Unknown
             * @description The arrival is not known.
             */
            appointments_unknown: number;
            /**
             * Arrivals
             * @description Those whose arrival is known: the sum of the next two.
             */
            arrivals: number;
            /**
             * Arrivals By Position
             * @description Not reported, but the crew's device stayed within 150 m for five minutes about then.
             */
            arrivals_by_position: number;
            /**
             * Arrivals By Report
             * @description The crew has reported its arrival.
             */
            arrivals_by_report: number;
            /**
             * Crew
             * @description Its name.
             */
            crew: string;
            /**
             * Crew Days
             * @description Crews on shift in the published plan.
             */
            crew_days: number;
            /**
             * Delay Minutes
             * @description Mean of the known arrivals after the planned ones; below 0: early.
             */
            delay_minutes: number | null;
            /**
             * Done
             * @description Planned ones that are done: the sum of the next two.
             */
            done: number;
            /**
             * Done By Feed
             * @description Not reported, but closed on that day by the feed.
             */
            done_by_feed: number;
            /**
             * Done By Report
             * @description Reported done by a crew.
             */
            done_by_report: number;
            /**
             * Done Per Crew Day
             * @description Null: no crew was on shift.
             */
            done_per_crew_day: number | null;
            /**
             * Drive Minutes Per Stop
             * @description By positions, of the crews that have some.
             */
            drive_minutes_per_stop: number | null;
            /**
             * Driving Km
             * @description As the crow flies from position to position.
             */
            driving_km: number | null;
            /**
             * Driving Minutes
             * @description By the crews' positions; null: there are none of that day (any more).
             */
            driving_minutes: number | null;
            /**
             * Late Minutes
             * @description Minutes past due as they happened, of the same stops.
             */
            late_minutes: number;
            /**
             * Planned Drive Minutes Per Stop
             * @description Of the published plan.
             */
            planned_drive_minutes_per_stop: number | null;
            /**
             * Planned Driving Minutes
             * @description All drives of the published plan, the ways back included.
             */
            planned_driving_minutes: number;
            /**
             * Planned Late Minutes
             * @description Minutes past due as planned, of the stops whose arrival is known.
             */
            planned_late_minutes: number;
            /**
             * Stops
             * @description Planned, by the last published plan in which they had not begun.
             */
            stops: number;
            /**
             * Team
             * @description As in the tickets; null: the crews without one.
             */
            team: string | null;
            /**
             * Tickets
             * @description Planned.
             */
            tickets: number;
        };
        /**
         * CrewPlace
         * @description Where a crew's day starts or ends, as the list of crews has it now.
         */
        CrewPlace: {
            /**
             * Latitude
             * @description WGS 84.
             */
            latitude: number;
            /**
             * Longitude
             * @description WGS 84.
             */
            longitude: number;
        };
        /**
         * CrewPlan
         * @description A crew on shift.
         */
        CrewPlan: {
            /**
             * Crew
             * @description Its name.
             */
            crew: string;
            /**
             * Driving Minutes
             * @description All drives, the way back included.
             */
            driving_minutes: number;
            /** @description Where it drives back to. */
            end: components["schemas"]["CrewPlace"];
            /**
             * Ends At
             * Format: date-time
             * @description When the crew is back.
             */
            ends_at: string;
            /** @description Lunch; null: none. */
            lunch: components["schemas"]["LunchBreak"] | null;
            /**
             * Overtime Minutes
             * @description Past the shift's end.
             */
            overtime_minutes: number;
            /**
             * Shift From
             * Format: date-time
             * @description The shift's start.
             */
            shift_from: string;
            /**
             * Shift To
             * Format: date-time
             * @description The shift's end.
             */
            shift_to: string;
            /** @description Where it drives from. */
            start: components["schemas"]["CrewPlace"];
            /**
             * Stops
             * @description In the order of the work.
             */
            stops: components["schemas"]["CrewStop"][];
            /**
             * Team
             * @description Its team, as tickets name it.
             */
            team: string | null;
        };
        /**
         * CrewPosition
         * @description Where a crew is.
         */
        CrewPosition: {
            /**
             * Accuracy M
             * @description How far off it may be.
             */
            accuracy_m: number | null;
            /**
             * At
             * Format: date-time
             * @description When it was there.
             */
            at: string;
            /**
             * Battery
             * @description Of the device.
             */
            battery: number | null;
            /**
             * Crew
             * @description Its name.
             */
            crew: string;
            /**
             * Heading
             * @description From north, clockwise.
             */
            heading: number | null;
            /**
             * Is Old
             * @description Whether it is older than ten minutes.
             */
            is_old: boolean;
            /**
             * Latitude
             * @description WGS 84.
             */
            latitude: number;
            /**
             * Longitude
             * @description WGS 84.
             */
            longitude: number;
            /**
             * Speed Kmh
             * @description Its speed.
             */
            speed_kmh: number | null;
        };
        /**
         * CrewPositions
         * @description Where the crews are.
         */
        CrewPositions: {
            /**
             * Crews
             * @description By name; crews without a position are absent.
             */
            crews: components["schemas"]["CrewPosition"][];
            /**
             * Tracker Problem
             * @description Why the view dispatch.tracker_positions cannot be read; null: it can, or does not exist.
             */
            tracker_problem: string | null;
        };
        /**
         * CrewSheet
         * @description A crew's day of the published plan.
         */
        CrewSheet: {
            /**
             * Crew
             * @description Its name.
             */
            crew: string;
            /**
             * Driving Minutes
             * @description All drives, the way back included.
             */
            driving_minutes: number;
            /** @description Where it drives back to. */
            end: components["schemas"]["CrewPlace"];
            /**
             * Ends At
             * Format: date-time
             * @description When the crew is back.
             */
            ends_at: string;
            /** @description Lunch; null: none. */
            lunch: components["schemas"]["LunchBreak"] | null;
            /**
             * Overtime Minutes
             * @description Past the shift's end.
             */
            overtime_minutes: number;
            /**
             * Plan Id
             * @description The plan's number.
             */
            plan_id: number;
            /**
             * Plan On
             * Format: date
             * @description The day.
             */
            plan_on: string;
            /**
             * Published At
             * @description When it was published.
             */
            published_at: string | null;
            /**
             * Shift From
             * Format: date-time
             * @description The shift's start.
             */
            shift_from: string;
            /**
             * Shift To
             * Format: date-time
             * @description The shift's end.
             */
            shift_to: string;
            /** @description Where it drives from. */
            start: components["schemas"]["CrewPlace"];
            /**
             * Stops
             * @description In the order of the work.
             */
            stops: components["schemas"]["SheetStop"][];
            /**
             * Team
             * @description Its team, as tickets name it.
             */
            team: string | null;
        };
        /**
         * CrewStop
         * @description One visit of a crew.
         */
        CrewStop: {
            /**
             * Arrives At
             * Format: date-time
             * @description When the crew arrives.
             */
            arrives_at: string;
            /**
             * Datasets
             * @description The dataset of each.
             */
            datasets: string[];
            /**
             * Ends At
             * Format: date-time
             * @description When the work ends.
             */
            ends_at: string;
            /**
             * Is Begun
             * @description Whether it had begun when the plan was made.
             */
            is_begun: boolean;
            /**
             * Is Pinned
             * @description Whether a person decided its crew, time or order.
             */
            is_pinned: boolean;
            /**
             * Late Minutes
             * @description How late it starts to be done in time; of its latest ticket.
             */
            late_minutes: number;
            /**
             * Latitude
             * @description WGS 84.
             */
            latitude: number;
            /**
             * Longitude
             * @description WGS 84.
             */
            longitude: number;
            /**
             * Starts At
             * Format: date-time
             * @description When the work starts.
             */
            starts_at: string;
            /**
             * Tickets
             * @description Ids; several tickets at one point are one visit.
             */
            tickets: string[];
            /**
             * Travel Minutes
             * @description The drive to it.
             */
            travel_minutes: number;
        };
        /**
         * CrewTicket
         * @description A ticket and a crew.
         */
        CrewTicket: {
            /**
             * Crew
             * @description The crew that does it, or did it before.
             */
            crew: string;
            /**
             * Dataset
             * @description Its dataset.
             */
            dataset: string;
            /**
             * Ticket Id
             * @description Its id.
             */
            ticket_id: string;
        };
        /**
         * CrewTracks
         * @description Where the crews were on a day.
         */
        CrewTracks: {
            /**
             * Tracks
             * @description By crew: instant, longitude, latitude, in order.
             */
            tracks: {
                [key: string]: [
                    string,
                    number,
                    number
                ][];
            };
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
            closed: components["schemas"]["ClosedTickets"];
            /** @description What the answer is for. */
            filters: components["schemas"]["DashboardFilters"];
            /** @description How old the answer is. */
            freshness: components["schemas"]["Freshness"];
            /** @description Every count of the answer. */
            metrics: components["schemas"]["Metrics"];
            /** @description The open tickets as GeoJSON, oldest first, at most 50,000; `metrics.open` counts all. */
            open: components["schemas"]["OpenTickets"];
            /**
             * Reopened Tickets
             * @description The ids of the tickets that `metrics.reopened` counts, each once, at most 5,000.
             */
            reopened_tickets: string[];
            /** @description The waiting tickets as GeoJSON, oldest first, at most 1,000; `metrics.waiting` counts all. */
            waiting: components["schemas"]["WaitingCollection"];
            /** @description The window of time that the closed tickets and the flows are from. */
            window: components["schemas"]["Window"];
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
             * @description As given; null: not given, or blank.
             */
            cluster: string | null;
            /**
             * Dataset
             * @description The dataset that the dashboard shows.
             */
            dataset: string;
            /**
             * From
             * @description The window, inclusive; null: no bound.
             */
            from: string | null;
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
             * @description The window, exclusive; null: no bound.
             */
            to: string | null;
            /**
             * Unknown
             * @description The filters whose value no ticket of the dataset has; only looked for in an empty answer.
             */
            unknown: string[];
        };
        /** DatasetName */
        DatasetName: string;
        /**
         * DayFigures
         * @description What crews were to do and have done.
         */
        DayFigures: {
            /**
             * Appointments
             * @description Planned.
             */
            appointments: number;
            /**
             * Appointments Kept
             * @description The crew arrived before the appointment counts as late.
             */
            appointments_kept: number;
            /**
             * Appointments Missed
             * @description It arrived later.
             */
            appointments_missed: number;
            /**
             * Appointments Unknown
             * @description The arrival is not known.
             */
            appointments_unknown: number;
            /**
             * Arrivals
             * @description Those whose arrival is known: the sum of the next two.
             */
            arrivals: number;
            /**
             * Arrivals By Position
             * @description Not reported, but the crew's device stayed within 150 m for five minutes about then.
             */
            arrivals_by_position: number;
            /**
             * Arrivals By Report
             * @description The crew has reported its arrival.
             */
            arrivals_by_report: number;
            /**
             * Crew Days
             * @description Crews on shift in the published plan.
             */
            crew_days: number;
            /**
             * Delay Minutes
             * @description Mean of the known arrivals after the planned ones; below 0: early.
             */
            delay_minutes: number | null;
            /**
             * Done
             * @description Planned ones that are done: the sum of the next two.
             */
            done: number;
            /**
             * Done By Feed
             * @description Not reported, but closed on that day by the feed.
             */
            done_by_feed: number;
            /**
             * Done By Report
             * @description Reported done by a crew.
             */
            done_by_report: number;
            /**
             * Done Per Crew Day
             * @description Null: no crew was on shift.
             */
            done_per_crew_day: number | null;
            /**
             * Drive Minutes Per Stop
             * @description By positions, of the crews that have some.
             */
            drive_minutes_per_stop: number | null;
            /**
             * Driving Km
             * @description As the crow flies from position to position.
             */
            driving_km: number | null;
            /**
             * Driving Minutes
             * @description By the crews' positions; null: there are none of that day (any more).
             */
            driving_minutes: number | null;
            /**
             * Late Minutes
             * @description Minutes past due as they happened, of the same stops.
             */
            late_minutes: number;
            /**
             * Planned Drive Minutes Per Stop
             * @description Of the published plan.
             */
            planned_drive_minutes_per_stop: number | null;
            /**
             * Planned Driving Minutes
             * @description All drives of the published plan, the ways back included.
             */
            planned_driving_minutes: number;
            /**
             * Planned Late Minutes
             * @description Minutes past due as planned, of the stops whose arrival is known.
             */
            planned_late_minutes: number;
            /**
             * Stops
             * @description Planned, by the last published plan in which they had not begun.
             */
            stops: number;
            /**
             * Tickets
             * @description Planned.
             */
            tickets: number;
        };
        /**
         * DayOutcome
         * @description A day's published plan against what happened.
         */
        DayOutcome: {
            /**
             * Crews
             * @description By name; also crews that are no longer in the plan, but have reported.
             */
            crews: components["schemas"]["CrewOutcome"][];
            /**
             * Plan Id
             * @description The published plan's number.
             */
            plan_id: number;
            /**
             * Plan On
             * Format: date
             * @description The day.
             */
            plan_on: string;
            /**
             * Published At
             * Format: date-time
             * @description When it was published.
             */
            published_at: string;
            /**
             * Teams
             * @description By name; crews without a team come last.
             */
            teams: components["schemas"]["TeamOutcome"][];
            /** @description All crews. */
            total: components["schemas"]["DayFigures"];
            /**
             * Versions
             * @description Plans that were published for the day, one after another.
             */
            versions: number;
        };
        /**
         * DayReport
         * @description What a crew has reported of a ticket, for dispatchers.
         */
        DayReport: {
            /**
             * Arrived At
             * @description When the crew arrived.
             */
            arrived_at: string | null;
            /**
             * Crew
             * @description The crew.
             */
            crew: string;
            /**
             * Dataset
             * @description Its dataset.
             */
            dataset: string;
            /**
             * Done At
             * @description When the work was done.
             */
            done_at: string | null;
            /**
             * Reported At
             * Format: date-time
             * @description When the server received it.
             */
            reported_at: string;
            /**
             * Reported By
             * @description The token's name.
             */
            reported_by: string;
            /**
             * Ticket Id
             * @description Its id.
             */
            ticket_id: string;
        };
        /**
         * DayState
         * @description What the dispatchers of a day share besides its plan.
         */
        DayState: {
            /**
             * Content As Of
             * @description How new the tickets are.
             */
            content_as_of: string | null;
            /**
             * Crews
             * @description The crews on shift, by name.
             */
            crews: components["schemas"]["ShiftCrew"][];
            /**
             * Decisions
             * @description Of every ticket that has a pin on this day or a hold. Of any other, the version is `none`.
             */
            decisions: components["schemas"]["Decided"][];
            /**
             * Is Stale
             * @description Whether the tickets are out of date.
             */
            is_stale: boolean;
            /**
             * Newest Draft Id
             * @description Its newest draft.
             */
            newest_draft_id: number | null;
            /**
             * Plan On
             * Format: date
             * @description The day.
             */
            plan_on: string;
            /**
             * Published Plan Id
             * @description Its published plan; `publish` sends it in If-Match, or `none`.
             */
            published_plan_id: number | null;
            /**
             * Reports
             * @description What the crews have reported.
             */
            reports: components["schemas"]["DayReport"][];
        };
        /**
         * Decided
         * @description What is decided about a ticket on a day.
         */
        Decided: {
            /**
             * Dataset
             * @description Its dataset.
             */
            dataset: string;
            /** @description Its hold. */
            hold: components["schemas"]["DecidedHold"] | null;
            /** @description Its pin. */
            pin: components["schemas"]["DecidedPin"] | null;
            /**
             * Ticket Id
             * @description Its id.
             */
            ticket_id: string;
            /**
             * Version
             * @description Names this state; the next decision sends it in If-Match. `none`: nothing is decided.
             */
            version: string;
        };
        /**
         * DecidedHold
         * @description Why a ticket is not to be planned.
         */
        DecidedHold: {
            /**
             * Ends On
             * @description The first day on which it may be planned again.
             */
            ends_on: string | null;
            /**
             * Made At
             * Format: date-time
             * @description When.
             */
            made_at: string;
            /**
             * Made By
             * @description By whom.
             */
            made_by: string;
            /**
             * Reason
             * @description Why.
             */
            reason: string;
        };
        /**
         * DecidedPin
         * @description What a person has decided about a ticket on a day.
         */
        DecidedPin: {
            /**
             * Crew
             * @description Its crew.
             */
            crew: string | null;
            /**
             * Made At
             * Format: date-time
             * @description When.
             */
            made_at: string;
            /**
             * Made By
             * @description By whom.
             */
            made_by: string;
            /**
             * Order
             * @description Its order among the crew's pinned tickets.
             */
            order: number | null;
            /**
             * Starts At
             * @description Its start.
             */
            starts_at: string | null;
        };
        /**
         * DispatchPlan
         * @description A plan of the crews' day.
         */
        DispatchPlan: {
            /**
             * Content As Of
             * @description How new the tickets were from which it was made.
             */
            content_as_of: string | null;
            /**
             * Cost
             * @description The sum of the parts.
             */
            cost: number;
            /**
             * Crews
             * @description The crews on shift, also those without a stop; by name.
             */
            crews: components["schemas"]["CrewPlan"][];
            /**
             * Estimated Pairs
             * @description Pairs of places that were estimated, because the source had no answer.
             */
            estimated_pairs: number;
            /**
             * Is Cut Short
             * @description Whether a time limit ended the search, so that another machine may find another plan.
             */
            is_cut_short: boolean;
            /**
             * Iterations
             * @description The search's iterations.
             */
            iterations: number;
            /**
             * Made At
             * Format: date-time
             * @description When it was made.
             */
            made_at: string;
            /**
             * Made By
             * @description By whom.
             */
            made_by: string;
            parts: components["schemas"]["CostParts"];
            /**
             * Plan Id
             * @description The plan's number.
             */
            plan_id: number;
            /**
             * Plan On
             * Format: date
             * @description The planned day.
             */
            plan_on: string;
            /**
             * Planned From
             * Format: date-time
             * @description Nothing in it starts earlier, but for what had begun.
             */
            planned_from: string;
            /**
             * Published At
             * @description When it was published.
             */
            published_at: string | null;
            /**
             * Published By
             * @description By whom it was published.
             */
            published_by: string | null;
            /**
             * Seed
             * @description The search's seed.
             */
            seed: number;
            /**
             * State
             * @description Only one plan of a day is published.
             * @enum {string}
             */
            state: "draft" | "published" | "superseded";
            /**
             * Travel Source
             * @description Where travel times came from.
             */
            travel_source: string;
            /**
             * Unassigned
             * @description Every open ticket that is in no stop.
             */
            unassigned: components["schemas"]["LeftOut"][];
        };
        /**
         * EditLine
         * @description What a person did to a place, in all its spellings.
         */
        EditLine: {
            /**
             * Cluster
             * @description Its cluster.
             */
            cluster: string | null;
            /**
             * Edit Id
             * @description Its number, for undo.
             */
            edit_id: number;
            /**
             * Edited At
             * Format: date-time
             * @description When.
             */
            edited_at: string;
            /**
             * Edited By
             * @description By whom.
             */
            edited_by: string;
            /**
             * Is Undone
             * @description Whether it was undone since.
             */
            is_undone: boolean;
            /**
             * Is Wrong
             * @description Whether the person rejected the position.
             */
            is_wrong: boolean;
            /**
             * Kind
             * @description A cluster, or a location of one.
             * @enum {string}
             */
            kind: "cluster" | "location";
            /**
             * Latitude
             * @description WGS 84.
             */
            latitude: number | null;
            /**
             * Location Name
             * @description Its address; null: the cluster itself.
             */
            location_name: string | null;
            /**
             * Longitude
             * @description Where it is since; null: nowhere.
             */
            longitude: number | null;
            /**
             * Region
             * @description Its region, in lower case; empty: none.
             */
            region: string;
            /**
             * Spellings
             * @description How many spellings it changed.
             */
            spellings: number;
            /**
             * Was Latitude
             * @description WGS 84.
             */
            was_latitude: number | null;
            /**
             * Was Longitude
             * @description Where it was before; null: nowhere.
             */
            was_longitude: number | null;
        };
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
         * HoldWish
         * @description Why a ticket is not to be planned, and until when.
         */
        HoldWish: {
            /**
             * Ends On
             * @description The first day on which it may be planned again; by default when it is released.
             */
            ends_on?: string | null;
            /**
             * Reason
             * @description It stands in the plans.
             */
            reason: string;
        };
        /**
         * JobFigures
         * @description The figures of the closings that somebody is credited with.
         */
        JobFigures: {
            /**
             * Days
             * @description East Africa days with at least one job.
             */
            days: number;
            /**
             * First Fix Known
             * @description Closings, reopened or not, that are at least `first_fix_days` older than the content.
             */
            first_fix_known: number;
            /**
             * First Fix Share
             * @description `first_fixed` divided by `first_fix_known`; null: none is known yet.
             */
            first_fix_share: number | null;
            /**
             * First Fix Unknown
             * @description The other closings: too recent for `first_fix_share`.
             */
            first_fix_unknown: number;
            /**
             * First Fixed
             * @description Closings that were not reopened within `first_fix_days`, of `first_fix_known`.
             */
            first_fixed: number;
            /**
             * Jobs
             * @description Closings that were not reopened since. Time to repair and SLA are about these.
             */
            jobs: number;
            /**
             * Jobs A Day
             * @description `jobs` divided by `days`; null: no job.
             */
            jobs_a_day: number | null;
            /**
             * Mttr Known
             * @description Jobs for which the source reports a time to repair.
             */
            mttr_known: number;
            /**
             * Mttr Mean Minutes
             * @description The mean over these; null: there are none.
             */
            mttr_mean_minutes: number | null;
            /**
             * Reopened
             * @description Closings that were reopened since.
             */
            reopened: number;
            /**
             * Within Sla
             * @description Jobs within the SLA, of `within_sla_known`.
             */
            within_sla: number;
            /**
             * Within Sla Known
             * @description Jobs whose verdict is known.
             */
            within_sla_known: number;
            /**
             * Within Sla Share
             * @description `within_sla` divided by `within_sla_known`; null: no verdict is known.
             */
            within_sla_share: number | null;
        };
        /**
         * JobLine
         * @description The figures of one team or person over the window.
         */
        JobLine: {
            /**
             * Days
             * @description East Africa days with at least one job.
             */
            days: number;
            /**
             * First Fix Known
             * @description Closings, reopened or not, that are at least `first_fix_days` older than the content.
             */
            first_fix_known: number;
            /**
             * First Fix Share
             * @description `first_fixed` divided by `first_fix_known`; null: none is known yet.
             */
            first_fix_share: number | null;
            /**
             * First Fix Unknown
             * @description The other closings: too recent for `first_fix_share`.
             */
            first_fix_unknown: number;
            /**
             * First Fixed
             * @description Closings that were not reopened within `first_fix_days`, of `first_fix_known`.
             */
            first_fixed: number;
            /**
             * Jobs
             * @description Closings that were not reopened since. Time to repair and SLA are about these.
             */
            jobs: number;
            /**
             * Jobs A Day
             * @description `jobs` divided by `days`; null: no job.
             */
            jobs_a_day: number | null;
            /**
             * Mttr Known
             * @description Jobs for which the source reports a time to repair.
             */
            mttr_known: number;
            /**
             * Mttr Mean Minutes
             * @description The mean over these; null: there are none.
             */
            mttr_mean_minutes: number | null;
            /**
             * Name
             * @description The name, as most closings spell it.
             */
            name: string;
            /**
             * Reopened
             * @description Closings that were reopened since.
             */
            reopened: number;
            /**
             * Within Sla
             * @description Jobs within the SLA, of `within_sla_known`.
             */
            within_sla: number;
            /**
             * Within Sla Known
             * @description Jobs whose verdict is known.
             */
            within_sla_known: number;
            /**
             * Within Sla Share
             * @description `within_sla` divided by `within_sla_known`; null: no verdict is known.
             */
            within_sla_share: number | null;
        };
        /**
         * JobPeriod
         * @description The figures of one day or week, of all names together.
         */
        JobPeriod: {
            /**
             * Days
             * @description East Africa days with at least one job.
             */
            days: number;
            /**
             * First Fix Known
             * @description Closings, reopened or not, that are at least `first_fix_days` older than the content.
             */
            first_fix_known: number;
            /**
             * First Fix Share
             * @description `first_fixed` divided by `first_fix_known`; null: none is known yet.
             */
            first_fix_share: number | null;
            /**
             * First Fix Unknown
             * @description The other closings: too recent for `first_fix_share`.
             */
            first_fix_unknown: number;
            /**
             * First Fixed
             * @description Closings that were not reopened within `first_fix_days`, of `first_fix_known`.
             */
            first_fixed: number;
            /**
             * Is Complete
             * @description Whether the window and the content cover all of it.
             */
            is_complete: boolean;
            /**
             * Jobs
             * @description Closings that were not reopened since. Time to repair and SLA are about these.
             */
            jobs: number;
            /**
             * Jobs A Day
             * @description `jobs` divided by `days`; null: no job.
             */
            jobs_a_day: number | null;
            /**
             * Mttr Known
             * @description Jobs for which the source reports a time to repair.
             */
            mttr_known: number;
            /**
             * Mttr Mean Minutes
             * @description The mean over these; null: there are none.
             */
            mttr_mean_minutes: number | null;
            /**
             * Reopened
             * @description Closings that were reopened since.
             */
            reopened: number;
            /**
             * Starts On
             * Format: date
             * @description The day, or the week's Monday.
             */
            starts_on: string;
            /**
             * Week
             * @description The ISO week of that day, such as `2026-W26`.
             */
            week: string;
            /**
             * Within Sla
             * @description Jobs within the SLA, of `within_sla_known`.
             */
            within_sla: number;
            /**
             * Within Sla Known
             * @description Jobs whose verdict is known.
             */
            within_sla_known: number;
            /**
             * Within Sla Share
             * @description `within_sla` divided by `within_sla_known`; null: no verdict is known.
             */
            within_sla_share: number | null;
        };
        /**
         * JobPeriodLine
         * @description The figures of one name in one period.
         */
        JobPeriodLine: {
            /**
             * Days
             * @description East Africa days with at least one job.
             */
            days: number;
            /**
             * First Fix Known
             * @description Closings, reopened or not, that are at least `first_fix_days` older than the content.
             */
            first_fix_known: number;
            /**
             * First Fix Share
             * @description `first_fixed` divided by `first_fix_known`; null: none is known yet.
             */
            first_fix_share: number | null;
            /**
             * First Fix Unknown
             * @description The other closings: too recent for `first_fix_share`.
             */
            first_fix_unknown: number;
            /**
             * First Fixed
             * @description Closings that were not reopened within `first_fix_days`, of `first_fix_known`.
             */
            first_fixed: number;
            /**
             * Jobs
             * @description Closings that were not reopened since. Time to repair and SLA are about these.
             */
            jobs: number;
            /**
             * Jobs A Day
             * @description `jobs` divided by `days`; null: no job.
             */
            jobs_a_day: number | null;
            /**
             * Mttr Known
             * @description Jobs for which the source reports a time to repair.
             */
            mttr_known: number;
            /**
             * Mttr Mean Minutes
             * @description The mean over these; null: there are none.
             */
            mttr_mean_minutes: number | null;
            /**
             * Name
             * @description The name, as most closings spell it; null: credited to nobody.
             */
            name: string | null;
            /**
             * Reopened
             * @description Closings that were reopened since.
             */
            reopened: number;
            /**
             * Starts On
             * Format: date
             * @description The day, or the week's Monday.
             */
            starts_on: string;
            /**
             * Week
             * @description The ISO week of that day, such as `2026-W26`.
             */
            week: string;
            /**
             * Within Sla
             * @description Jobs within the SLA, of `within_sla_known`.
             */
            within_sla: number;
            /**
             * Within Sla Known
             * @description Jobs whose verdict is known.
             */
            within_sla_known: number;
            /**
             * Within Sla Share
             * @description `within_sla` divided by `within_sla_known`; null: no verdict is known.
             */
            within_sla_share: number | null;
        };
        /**
         * JobsLeftOut
         * @description Which lists are cut short; the total counts everything.
         */
        JobsLeftOut: {
            /**
             * By Period
             * @description Whether there are more than 10,000 of these; the newest are shown.
             */
            by_period: boolean;
            /**
             * Lines
             * @description Whether there are more than 500 names.
             */
            lines: boolean;
            /**
             * Periods
             * @description Whether there are more than 366 periods; the newest are shown.
             */
            periods: boolean;
        };
        /**
         * LastEdit
         * @description What a person did last to a place.
         */
        LastEdit: {
            /**
             * Edit Id
             * @description Its number, for undo.
             */
            edit_id: number;
            /**
             * Edited At
             * Format: date-time
             * @description When.
             */
            edited_at: string;
            /**
             * Edited By
             * @description By whom.
             */
            edited_by: string;
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
         * LaterVisit
         * @description A visit that a move would make late, or later.
         */
        LaterVisit: {
            /**
             * Late Minutes
             * @description How late it would be.
             */
            late_minutes: number;
            /**
             * More Minutes
             * @description How much of that is new.
             */
            more_minutes: number;
            /**
             * Tickets
             * @description Ids of the visit.
             */
            tickets: string[];
        };
        /**
         * LeftOut
         * @description An open ticket that the plan leaves out.
         */
        LeftOut: {
            /**
             * Dataset
             * @description Its dataset.
             */
            dataset: string;
            /**
             * Detail
             * @description The reason in words.
             */
            detail: string;
            /** @description The cheapest way to do it after all; null: there is none, or it is not to be planned. */
            instead: components["schemas"]["AfterAll"] | null;
            /**
             * Reason
             * @description One word; `docs/dispatch.md#reasons` lists them.
             */
            reason: string;
            /**
             * Ticket Id
             * @description Its id.
             */
            ticket_id: string;
        };
        /**
         * ListedPlan
         * @description A plan without its content.
         */
        ListedPlan: {
            /**
             * Content As Of
             * @description How new the tickets were from which it was made.
             */
            content_as_of: string | null;
            /**
             * Cost
             * @description The sum of the parts.
             */
            cost: number;
            /**
             * Estimated Pairs
             * @description Pairs of places that were estimated, because the source had no answer.
             */
            estimated_pairs: number;
            /**
             * Is Cut Short
             * @description Whether a time limit ended the search, so that another machine may find another plan.
             */
            is_cut_short: boolean;
            /**
             * Iterations
             * @description The search's iterations.
             */
            iterations: number;
            /**
             * Made At
             * Format: date-time
             * @description When it was made.
             */
            made_at: string;
            /**
             * Made By
             * @description By whom.
             */
            made_by: string;
            parts: components["schemas"]["CostParts"];
            /**
             * Plan Id
             * @description The plan's number.
             */
            plan_id: number;
            /**
             * Plan On
             * Format: date
             * @description The planned day.
             */
            plan_on: string;
            /**
             * Planned From
             * Format: date-time
             * @description Nothing in it starts earlier, but for what had begun.
             */
            planned_from: string;
            /**
             * Published At
             * @description When it was published.
             */
            published_at: string | null;
            /**
             * Published By
             * @description By whom it was published.
             */
            published_by: string | null;
            /**
             * Seed
             * @description The search's seed.
             */
            seed: number;
            /**
             * State
             * @description Only one plan of a day is published.
             * @enum {string}
             */
            state: "draft" | "published" | "superseded";
            /**
             * Travel Source
             * @description Where travel times came from.
             */
            travel_source: string;
        };
        /**
         * ListedPlans
         * @description The plans of a day.
         */
        ListedPlans: {
            /**
             * Plans
             * @description The newest first.
             */
            plans: components["schemas"]["ListedPlan"][];
        };
        /**
         * LunchBreak
         * @description When a crew has lunch.
         */
        LunchBreak: {
            /**
             * From
             * Format: date-time
             * @description Its beginning.
             */
            from: string;
            /**
             * To
             * Format: date-time
             * @description Its end.
             */
            to: string;
        };
        /**
         * MapDataset
         * @description The same counts for one dataset, and the clock that its ages are measured at.
         */
        MapDataset: {
            /**
             * Actionable
             * @description Always `open`, because open means actionable.
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
            /**
             * Waiting
             * @description Tickets that are neither open nor closed; not among the features.
             */
            waiting: number;
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
             * @description As given; null: not given, or blank.
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
            /**
             * Unknown
             * @description The filters whose value no ticket of the dataset has; only looked for in an empty answer.
             */
            unknown: string[];
        };
        /**
         * MapSummary
         * @description Counts over all datasets, and for each.
         */
        MapSummary: {
            /**
             * Actionable
             * @description Always `open`, because open means actionable.
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
            /**
             * Waiting
             * @description Tickets that are neither open nor closed; not among the features.
             */
            waiting: number;
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
             * Lifecycle
             * @description Whether it is open (`actionable`), waits or is closed.
             * @enum {string}
             */
            lifecycle: "actionable" | "waiting" | "closed";
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
         * @description What a search found: ids first, then places; open tickets before waiting and closed ones.
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
             * @description Always `open`, because open means actionable.
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
             * By Cluster
             * @description The same as `by_cluster` of the answer.
             */
            by_cluster: components["schemas"]["ClusterLine"][];
            /**
             * By Status
             * @description One line for each `normalized_status`, most open tickets first.
             */
            by_status: components["schemas"]["StatusLine"][];
            /**
             * Closed
             * @description Tickets closed in the window and still closed; `closed.features` has the newest 5,000.
             */
            closed: number;
            /**
             * Closed By Day
             * @description Every day of the window up to the content's end, at most the last 366.
             *
             *     What is dated later counts on the last day. Without a start, the first day is that of the first
             *     closing.
             */
            closed_by_day: components["schemas"]["ClosedDay"][];
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
             * Closures A Day
             * @description `closed` by the window's length up to the content's end, at least one day.
             *
             *     Without a start, the window counts from the first closing; null: there is none.
             */
            closures_a_day: number | null;
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
             * @description By how many tickets, open and waiting, the backlog changed over the window: `created` plus
             *     `reopened` minus `closings`.
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
             * @description Open tickets; `open.features` has the oldest 50,000.
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
             * Waiting
             * @description Tickets that are neither open nor closed now; no other metric counts them.
             */
            waiting: number;
            /**
             * Within Sla Share
             * @description `closed_within_sla` as a share of those within and outside the SLA.
             */
            within_sla_share: number | null;
        };
        /**
         * MovedTicket
         * @description A ticket that another crew does.
         */
        MovedTicket: {
            /**
             * Dataset
             * @description Its dataset.
             */
            dataset: string;
            /**
             * From
             * @description The crew before.
             */
            from: string;
            /**
             * Ticket Id
             * @description Its id.
             */
            ticket_id: string;
            /**
             * To
             * @description The crew after.
             */
            to: string;
        };
        /**
         * OpenTickets
         * @description Open tickets as GeoJSON, at most 50,000.
         */
        OpenTickets: {
            /**
             * Features
             * @description One feature for each ticket.
             */
            features: components["schemas"]["Feature"][];
            /**
             * Truncated
             * @description Whether there are more than the 50,000 oldest; the metrics count all.
             */
            truncated: boolean;
            /**
             * Type
             * @description The GeoJSON type.
             * @constant
             */
            type: "FeatureCollection";
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
            /**
             * Waiting
             * @description Tickets that are neither open nor closed now.
             */
            waiting: number;
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
         * PinWish
         * @description The whole pin of a ticket: what is left out is not decided.
         */
        PinWish: {
            /**
             * Crew
             * @description The crew that does it.
             */
            crew?: string | null;
            /**
             * Order
             * @description Before the crew's tickets with a higher number.
             */
            order?: number | null;
            /**
             * Starts At
             * @description When it starts.
             */
            starts_at?: string | null;
        };
        /**
         * PlaceEdits
         * @description What people did to positions.
         */
        PlaceEdits: {
            /**
             * Edits
             * @description The newest first.
             */
            edits: components["schemas"]["EditLine"][];
        };
        /**
         * PlaceReview
         * @description The places that need a person.
         */
        PlaceReview: {
            /**
             * Places
             * @description Worst first: those with most open tickets, then those farthest from the evidence.
             */
            places: components["schemas"]["ReviewLine"][];
        };
        /**
         * PlaceState
         * @description What is known of a place's position, and which tickets follow it.
         */
        PlaceState: {
            /**
             * Answer
             * @description The name of what was found.
             */
            answer: string | null;
            /**
             * Cluster
             * @description Its cluster.
             */
            cluster: string | null;
            /**
             * Is Manual
             * @description Whether a person has set or rejected it.
             */
            is_manual: boolean;
            /**
             * Is Wrong
             * @description Whether a person has rejected its position.
             */
            is_wrong: boolean;
            /**
             * Kind
             * @description A cluster, or a location of one.
             * @enum {string}
             */
            kind: "cluster" | "location";
            /** @description What a person did to it last. */
            last_edit: components["schemas"]["LastEdit"] | null;
            /**
             * Latitude
             * @description WGS 84.
             */
            latitude: number | null;
            /**
             * Location Name
             * @description Its address; null: the cluster itself.
             */
            location_name: string | null;
            /**
             * Longitude
             * @description WGS 84; null: it has no position.
             */
            longitude: number | null;
            /**
             * Open Tickets
             * @description Those of them that are open.
             */
            open_tickets: number;
            /**
             * Precision
             * @description What the position is near to.
             */
            precision: ("point" | "building" | "street" | "landmark" | "sub-location" | "area" | "cluster") | null;
            /**
             * Provider
             * @description Who found it; `manual`: a person.
             */
            provider: string | null;
            /**
             * Reason
             * @description Why it has no position, or what is doubtful about it.
             */
            reason: string | null;
            /**
             * Refused Latitude
             * @description WGS 84.
             */
            refused_latitude: number | null;
            /**
             * Refused Longitude
             * @description Where the refused answer, or the other evidence, is.
             */
            refused_longitude: number | null;
            /**
             * Region
             * @description Its region, in lower case; empty: none.
             */
            region: string;
            /**
             * Spellings
             * @description How tickets spell it; an edit counts for all of them.
             */
            spellings: string[];
            /**
             * Tickets
             * @description The tickets that follow its position.
             */
            tickets: number;
            /**
             * Version
             * @description Names this state; the next edit sends it in If-Match. `none`: nothing is known.
             */
            version: string;
        };
        /**
         * PlaceWish
         * @description Where a place is.
         */
        PlaceWish: {
            /**
             * Latitude
             * @description WGS 84.
             */
            latitude: number;
            /**
             * Longitude
             * @description WGS 84.
             */
            longitude: number;
        };
        /**
         * PlanDifference
         * @description How a plan differs from another one.
         */
        PlanDifference: {
            /**
             * Added
             * @description New in the plan.
             */
            added: components["schemas"]["CrewTicket"][];
            /**
             * After
             * @description The plan's number.
             */
            after: number;
            /**
             * Before
             * @description The other plan's number; null: there is none, and everything is new.
             */
            before: number | null;
            /**
             * Cost
             * @description How much dearer it is; below 0: what it saves.
             */
            cost: number;
            /**
             * Dropped
             * @description No longer in the plan.
             */
            dropped: components["schemas"]["CrewTicket"][];
            /**
             * Late Minutes
             * @description How much later all stops are together.
             */
            late_minutes: number;
            /**
             * Moved
             * @description To another crew.
             */
            moved: components["schemas"]["MovedTicket"][];
            /**
             * Shifted
             * @description To another time.
             */
            shifted: components["schemas"]["ShiftedTicket"][];
        };
        /**
         * PlanMade
         * @description A draft that was made.
         */
        PlanMade: {
            /** @description Against the published plan of the day. */
            changes: components["schemas"]["PlanDifference"];
            /**
             * Plan Id
             * @description Its number.
             */
            plan_id: number;
        };
        /**
         * PlannedTicket
         * @description Where a ticket is in a plan.
         */
        PlannedTicket: {
            /**
             * Crew
             * @description The crew that does it.
             */
            crew: string;
            /** @description The stop. */
            stop: components["schemas"]["CrewStop"];
            /**
             * Stop Number
             * @description Its number among the crew's stops.
             */
            stop_number: number;
        };
        /**
         * PlanWish
         * @description Which day is to be planned, and how long to search.
         */
        PlanWish: {
            /**
             * Iterations
             * @description The search's iterations.
             * @default 2000
             */
            iterations: number;
            /**
             * Limit S
             * @description The longest search, in seconds; a plan that reached it says so.
             * @default 30
             */
            limit_s: number;
            /**
             * Plan On
             * @description The day; today by default.
             */
            plan_on?: string | null;
            /**
             * Seed
             * @description The search's seed.
             * @default 0
             */
            seed: number;
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
         * PublishWish
         * @description Whether to publish a plan whose tickets are out of date.
         */
        PublishWish: {
            /**
             * Confirm
             * @description Publish it all the same.
             * @default false
             */
            confirm: boolean;
        };
        /**
         * ReportWish
         * @description What a crew reports of one ticket of its day.
         */
        ReportWish: {
            /**
             * Arrived At
             * @description When the crew arrived.
             */
            arrived_at?: string | null;
            /**
             * Dataset
             * @description The ticket's dataset.
             */
            dataset: string;
            /**
             * Done At
             * @description When the work was done.
             */
            done_at?: string | null;
            /**
             * Plan On
             * @description The day; today by default.
             */
            plan_on?: string | null;
            /**
             * Ticket Id
             * @description The ticket's id.
             */
            ticket_id: string;
        };
        /**
         * ReviewLine
         * @description A place that needs a person.
         */
        ReviewLine: {
            /**
             * Answer
             * @description The name of what was found.
             */
            answer: string | null;
            /**
             * Asked At
             * Format: date-time
             * @description When it was looked up.
             */
            asked_at: string;
            /**
             * Cluster
             * @description Its cluster.
             */
            cluster: string | null;
            /**
             * Evidence Latitude
             * @description WGS 84.
             */
            evidence_latitude: number | null;
            /**
             * Evidence Longitude
             * @description Where the cluster is, or its tickets are.
             */
            evidence_longitude: number | null;
            /**
             * Far M
             * @description How far the answer is from the evidence.
             */
            far_m: number | null;
            /**
             * Kind
             * @description A cluster, or a location of one.
             * @enum {string}
             */
            kind: "cluster" | "location";
            /**
             * Open Tickets
             * @description The open tickets there.
             */
            open_tickets: number;
            /**
             * Place
             * @description Its name.
             */
            place: string | null;
            /**
             * Provider
             * @description Who looked it up; `manual`: a person has rejected it.
             */
            provider: string;
            /**
             * Query
             * @description The text that it was looked up by.
             */
            query: string | null;
            /**
             * Reason
             * @description Why it has no position, or that it is in two places (docs/geocoding.md#the-guard).
             */
            reason: string | null;
            /**
             * Refused Latitude
             * @description WGS 84.
             */
            refused_latitude: number | null;
            /**
             * Refused Longitude
             * @description Where the refused answer is.
             */
            refused_longitude: number | null;
            /**
             * Region
             * @description Its region, in lower case; empty: none.
             */
            region: string;
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
         * SheetStop
         * @description One visit of a crew, with its places and what the crew has reported of it.
         */
        SheetStop: {
            /**
             * Arrives At
             * Format: date-time
             * @description When the crew arrives.
             */
            arrives_at: string;
            /**
             * Clusters
             * @description The cluster of each ticket.
             */
            clusters: (string | null)[];
            /**
             * Datasets
             * @description The dataset of each.
             */
            datasets: string[];
            /**
             * Ends At
             * Format: date-time
             * @description When the work ends.
             */
            ends_at: string;
            /**
             * Is Begun
             * @description Whether it had begun when the plan was made.
             */
            is_begun: boolean;
            /**
             * Is Pinned
             * @description Whether a person decided its crew, time or order.
             */
            is_pinned: boolean;
            /**
             * Late Minutes
             * @description How late it starts to be done in time; of its latest ticket.
             */
            late_minutes: number;
            /**
             * Latitude
             * @description WGS 84.
             */
            latitude: number;
            /**
             * Longitude
             * @description WGS 84.
             */
            longitude: number;
            /**
             * Places
             * @description Where each ticket is, in words.
             */
            places: (string | null)[];
            /**
             * Reports
             * @description What the crew has reported.
             */
            reports: components["schemas"]["TicketReport"][];
            /**
             * Starts At
             * Format: date-time
             * @description When the work starts.
             */
            starts_at: string;
            /**
             * Tickets
             * @description Ids; several tickets at one point are one visit.
             */
            tickets: string[];
            /**
             * Travel Minutes
             * @description The drive to it.
             */
            travel_minutes: number;
        };
        /**
         * ShiftCrew
         * @description A crew on shift, with what the planner knows of it.
         */
        ShiftCrew: {
            /**
             * Crew
             * @description Its name.
             */
            crew: string;
            /**
             * Crew Id
             * @description Its number.
             */
            crew_id: number;
            /**
             * Device
             * @description Its tracker.
             */
            device: string | null;
            /** @description Where it drives back to. */
            end: components["schemas"]["CrewPlace"];
            /**
             * Shift From
             * Format: date-time
             * @description The shift's start.
             */
            shift_from: string;
            /**
             * Shift To
             * Format: date-time
             * @description The shift's end.
             */
            shift_to: string;
            /**
             * Skills
             * @description What it can do.
             */
            skills: string[];
            /** @description Where it drives from. */
            start: components["schemas"]["CrewPlace"];
            /**
             * Team
             * @description Its team, as tickets name it.
             */
            team: string | null;
        };
        /**
         * ShiftedTicket
         * @description A ticket that starts more than half an hour later or earlier, on the same crew.
         */
        ShiftedTicket: {
            /**
             * Dataset
             * @description Its dataset.
             */
            dataset: string;
            /**
             * Minutes
             * @description How much later; below 0: earlier.
             */
            minutes: number;
            /**
             * Ticket Id
             * @description Its id.
             */
            ticket_id: string;
        };
        /**
         * StatusLine
         * @description The tickets of one status.
         */
        StatusLine: {
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
             * Status
             * @description The `normalized_status`; null: tickets without one.
             */
            status: string | null;
            /**
             * Waiting
             * @description Tickets that are neither open nor closed now.
             */
            waiting: number;
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
             * @description As given; null: not given, or blank.
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
            /**
             * Unknown
             * @description `cluster` if no ticket of the dataset has it; only looked for in an empty answer.
             */
            unknown: string[];
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
            /**
             * Waiting
             * @description Tickets that are neither open nor closed now.
             */
            waiting: number;
        };
        /**
         * TeamOutcome
         * @description The figures of a team.
         */
        TeamOutcome: {
            /**
             * Appointments
             * @description Planned.
             */
            appointments: number;
            /**
             * Appointments Kept
             * @description The crew arrived before the appointment counts as late.
             */
            appointments_kept: number;
            /**
             * Appointments Missed
             * @description It arrived later.
             */
            appointments_missed: number;
            /**
             * Appointments Unknown
             * @description The arrival is not known.
             */
            appointments_unknown: number;
            /**
             * Arrivals
             * @description Those whose arrival is known: the sum of the next two.
             */
            arrivals: number;
            /**
             * Arrivals By Position
             * @description Not reported, but the crew's device stayed within 150 m for five minutes about then.
             */
            arrivals_by_position: number;
            /**
             * Arrivals By Report
             * @description The crew has reported its arrival.
             */
            arrivals_by_report: number;
            /**
             * Crew Days
             * @description Crews on shift in the published plan.
             */
            crew_days: number;
            /**
             * Delay Minutes
             * @description Mean of the known arrivals after the planned ones; below 0: early.
             */
            delay_minutes: number | null;
            /**
             * Done
             * @description Planned ones that are done: the sum of the next two.
             */
            done: number;
            /**
             * Done By Feed
             * @description Not reported, but closed on that day by the feed.
             */
            done_by_feed: number;
            /**
             * Done By Report
             * @description Reported done by a crew.
             */
            done_by_report: number;
            /**
             * Done Per Crew Day
             * @description Null: no crew was on shift.
             */
            done_per_crew_day: number | null;
            /**
             * Drive Minutes Per Stop
             * @description By positions, of the crews that have some.
             */
            drive_minutes_per_stop: number | null;
            /**
             * Driving Km
             * @description As the crow flies from position to position.
             */
            driving_km: number | null;
            /**
             * Driving Minutes
             * @description By the crews' positions; null: there are none of that day (any more).
             */
            driving_minutes: number | null;
            /**
             * Late Minutes
             * @description Minutes past due as they happened, of the same stops.
             */
            late_minutes: number;
            /**
             * Planned Drive Minutes Per Stop
             * @description Of the published plan.
             */
            planned_drive_minutes_per_stop: number | null;
            /**
             * Planned Driving Minutes
             * @description All drives of the published plan, the ways back included.
             */
            planned_driving_minutes: number;
            /**
             * Planned Late Minutes
             * @description Minutes past due as planned, of the stops whose arrival is known.
             */
            planned_late_minutes: number;
            /**
             * Stops
             * @description Planned, by the last published plan in which they had not begun.
             */
            stops: number;
            /**
             * Team
             * @description As in the tickets; null: the crews without one.
             */
            team: string | null;
            /**
             * Tickets
             * @description Planned.
             */
            tickets: number;
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
             * From Lifecycle
             * @description The lifecycle before; null for the first version of a ticket.
             */
            from_lifecycle: ("actionable" | "waiting" | "closed") | null;
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
             * @description What changed. `waiting`: it is not actionable any more; `resumed`: it is again.
             *     `correction`: the time of a closing was corrected.
             * @enum {string}
             */
            kind: "opened" | "reopened" | "resumed" | "status" | "assignment" | "waiting" | "closed" | "correction";
            /**
             * Occurred At
             * Format: date-time
             * @description As the source dates it, else when the version was updated (`docs/feed.md#events`).
             */
            occurred_at: string;
            /**
             * To Lifecycle
             * @description The lifecycle after.
             * @enum {string}
             */
            to_lifecycle: "actionable" | "waiting" | "closed";
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
             * @description The lifecycle as the source states it, `pending` or `closed`; not the kind of fault.
             */
            bucket: string | null;
            /**
             * Closed At
             * @description When the ticket was closed; null while it is open or waits.
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
             * Hours Open
             * @description The same in hours, rounded to two decimals.
             */
            hours_open: number | null;
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
             * Lifecycle
             * @description `actionable`: open. `waiting`: neither closed nor actionable. `closed`.
             * @enum {string}
             */
            lifecycle: "actionable" | "waiting" | "closed";
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
             * @description The source's own figure, converted to whole minutes; null until the ticket is closed.
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
             * @description The lifecycle as the source states it, `pending` or `closed`; not the kind of fault.
             */
            bucket: string | null;
            /**
             * Closed At
             * @description When the ticket was closed; null while it is open or waits.
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
             * Hours Open
             * @description The same in hours, rounded to two decimals.
             */
            hours_open: number | null;
            /**
             * Is Actionable
             * @description Whether a crew can act now.
             */
            is_actionable: boolean | null;
            /**
             * Lifecycle
             * @description `actionable`: open. `waiting`: neither closed nor actionable. `closed`.
             * @enum {string}
             */
            lifecycle: "actionable" | "waiting" | "closed";
            /**
             * Location Name
             * @description The address, as dispatchers write it.
             */
            location_name: string | null;
            /**
             * Mttr Minutes
             * @description The source's own figure, converted to whole minutes; null until the ticket is closed.
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
         * TicketReport
         * @description What a crew has reported of a ticket.
         */
        TicketReport: {
            /**
             * Arrived At
             * @description When the crew arrived.
             */
            arrived_at: string | null;
            /**
             * Dataset
             * @description Its dataset.
             */
            dataset: string;
            /**
             * Done At
             * @description When the work was done.
             */
            done_at: string | null;
            /**
             * Ticket Id
             * @description Its id.
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
         * TriedMove
         * @description What a move would cost and break.
         */
        TriedMove: {
            /**
             * Breaks
             * @description A person may accept them.
             */
            breaks: components["schemas"]["BrokenRule"][];
            /**
             * Crews
             * @description The crews whose day would change.
             */
            crews: components["schemas"]["ChangedCrew"][];
            /**
             * Ends At
             * @description When the work would end.
             */
            ends_at: string | null;
            /**
             * Late Minutes
             * @description How late it would start.
             */
            late_minutes: number;
            /**
             * Later
             * @description Other visits that would become later than they are due.
             */
            later: components["schemas"]["LaterVisit"][];
            /**
             * Price
             * @description How much dearer the plan would become; below 0: cheaper. Broken rules cost nothing here.
             */
            price: number;
            /**
             * Starts At
             * @description When the work would start; null: it would be left out.
             */
            starts_at: string | null;
            /**
             * Tickets
             * @description Ids of the visit that would move: tickets at one point move together.
             */
            tickets: string[];
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
        /**
         * Undone
         * @description An edit that was undone.
         */
        Undone: {
            /**
             * Spellings
             * @description How many spellings have their earlier position.
             */
            spellings: number;
        };
        /**
         * WaitingCollection
         * @description Waiting tickets as GeoJSON.
         */
        WaitingCollection: {
            /**
             * Features
             * @description One feature for each ticket.
             */
            features: components["schemas"]["Feature"][];
            /**
             * Truncated
             * @description Whether there are more.
             */
            truncated: boolean;
            /**
             * Type
             * @description The GeoJSON type.
             * @constant
             */
            type: "FeatureCollection";
        };
        /**
         * Why
         * @description Where a ticket is in a plan, or why it is nowhere; one of the two is null.
         */
        Why: {
            /** @description Why it is left out. */
            left_out: components["schemas"]["LeftOut"] | null;
            /** @description Where it is. */
            planned: components["schemas"]["PlannedTicket"] | null;
        };
        /**
         * Window
         * @description The window of time that the answer is for.
         */
        Window: {
            /**
             * Asked
             * @description `p_window` as given; null: not given. `p_from` and `p_to` win over it.
             */
            asked: string | null;
            /**
             * From
             * @description The start, inclusive; null: no bound.
             */
            from: string | null;
            /**
             * Name
             * @description `today`, `week`, `month`, `custom`, or the length as given, such as `24h`.
             */
            name: string;
            /**
             * To
             * @description The end, exclusive; null: no bound.
             */
            to: string | null;
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
    position_in_query_api_positions__token__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
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
    position_in_body_api_positions__token__post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": Record<string, never>;
                "application/x-www-form-urlencoded": Record<string, never>;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
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
            /** @description Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    backlog_api_v1__dataset__backlog_get: {
        parameters: {
            query?: {
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The first day, an East Africa day. */
                from?: string | "";
                /** @description The last day, inclusive. */
                to?: string | "";
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
    closures_api_v1__dataset__closures_get: {
        parameters: {
            query?: {
                /** @description Whom closings are credited to. */
                by?: ("team" | "owner") | "";
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The start, inclusive. `from` and `to` win over `window`; without one, there is no bound. */
                from?: string | "";
                /** @description The owner, in any case; `(none)`: tickets without one. */
                owner?: string;
                /** @description East Africa days, ISO weeks, or only the window as a whole. */
                period?: ("day" | "week" | "window") | "";
                /** @description A `normalized_status`, in any case; `(none)`: tickets without one. */
                status?: string;
                /** @description The team that a ticket is assigned to now, in any case; `(none)`: tickets without one. */
                team?: string;
                /** @description The end, exclusive. */
                to?: string | "";
                /** @description `today` (the default), `week`, `month`, `custom`; or a length: 24h, 7d, another interval. */
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
                    "application/json": components["schemas"]["ClosuresBy"];
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
    closures_csv_api_v1__dataset__closures_csv_get: {
        parameters: {
            query?: {
                /** @description Whom closings are credited to. */
                by?: ("team" | "owner") | "";
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The start, inclusive. `from` and `to` win over `window`; without one, there is no bound. */
                from?: string | "";
                /** @description The owner, in any case; `(none)`: tickets without one. */
                owner?: string;
                /** @description East Africa days, ISO weeks, or only the window as a whole. */
                period?: ("day" | "week" | "window") | "";
                /** @description A `normalized_status`, in any case; `(none)`: tickets without one. */
                status?: string;
                /** @description The team that a ticket is assigned to now, in any case; `(none)`: tickets without one. */
                team?: string;
                /** @description The end, exclusive. */
                to?: string | "";
                /** @description `today` (the default), `week`, `month`, `custom`; or a length: 24h, 7d, another interval. */
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
    dashboard_api_v1__dataset__dashboard_get: {
        parameters: {
            query?: {
                /** @description The clock that ages are measured at; by default the content's own time. */
                as_of?: string | "";
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The start, inclusive. `from` and `to` win over `window`; without one, there is no bound. */
                from?: string | "";
                /** @description The owner, in any case; `(none)`: tickets without one. */
                owner?: string;
                /** @description A `normalized_status`, in any case; `(none)`: tickets without one. */
                status?: string;
                /** @description The team that a ticket is assigned to now, in any case; `(none)`: tickets without one. */
                team?: string;
                /** @description The end, exclusive. */
                to?: string | "";
                /** @description `today` (the default), `week`, `month`, `custom`; or a length: 24h, 7d, another interval. */
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
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The window's start, inclusive. */
                from?: string | "";
                /** @description The window's end, exclusive. */
                to?: string | "";
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
                limit?: number | "";
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
                as_of?: string | "";
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The start, inclusive. `from` and `to` win over `window`; without one, there is no bound. */
                from?: string | "";
                /** @description The owner, in any case; `(none)`: tickets without one. */
                owner?: string;
                /** @description Which tickets; `closed`: those of the window. */
                state?: ("open" | "waiting" | "closed" | "all") | "";
                /** @description A `normalized_status`, in any case; `(none)`: tickets without one. */
                status?: string;
                /** @description The team that a ticket is assigned to now, in any case; `(none)`: tickets without one. */
                team?: string;
                /** @description The end, exclusive. */
                to?: string | "";
                /** @description `today` (the default), `week`, `month`, `custom`; or a length: 24h, 7d, another interval. */
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
    crew_sheet_api_v1_dispatch_crews__crew__day_get: {
        parameters: {
            query?: {
                /** @description An East Africa day; today by default. */
                date?: string | "";
            };
            header?: never;
            path: {
                crew: string;
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
                    "application/json": components["schemas"]["CrewSheet"];
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
    day_state_api_v1_dispatch_day_get: {
        parameters: {
            query?: {
                /** @description An East Africa day; today by default. */
                date?: string | "";
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
                    "application/json": components["schemas"]["DayState"];
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
    hold_api_v1_dispatch_holds__dataset___ticket_id__put: {
        parameters: {
            query?: {
                /** @description An East Africa day; today by default. */
                date?: string | "";
            };
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HoldWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
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
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    release_api_v1_dispatch_holds__dataset___ticket_id__delete: {
        parameters: {
            query?: {
                /** @description An East Africa day; today by default. */
                date?: string | "";
            };
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
                    "application/json": components["schemas"]["Decided"];
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
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    my_day_api_v1_dispatch_my_day_get: {
        parameters: {
            query?: {
                /** @description An East Africa day; today by default. */
                date?: string | "";
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
                    "application/json": components["schemas"]["CrewSheet"];
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
    report_api_v1_dispatch_my_day_reports_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CrewSheet"];
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
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    pin_api_v1_dispatch_pins__dataset___ticket_id__put: {
        parameters: {
            query?: {
                /** @description An East Africa day; today by default. */
                date?: string | "";
            };
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
                ticket_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PinWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
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
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    unpin_api_v1_dispatch_pins__dataset___ticket_id__delete: {
        parameters: {
            query?: {
                /** @description An East Africa day; today by default. */
                date?: string | "";
            };
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
                    "application/json": components["schemas"]["Decided"];
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
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    day_plan_api_v1_dispatch_plan_get: {
        parameters: {
            query?: {
                /** @description An East Africa day; today by default. */
                date?: string | "";
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
                    "application/json": components["schemas"]["DispatchPlan"];
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
    plans_api_v1_dispatch_plans_get: {
        parameters: {
            query?: {
                /** @description An East Africa day; today by default. */
                date?: string | "";
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
                    "application/json": components["schemas"]["ListedPlans"];
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
    make_plan_api_v1_dispatch_plans_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanMade"];
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
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    plan_api_v1_dispatch_plans__plan_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
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
                    "application/json": components["schemas"]["DispatchPlan"];
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
    candidates_api_v1_dispatch_plans__plan_id__candidates__dataset___ticket_id__get: {
        parameters: {
            query?: {
                /** @description The greatest number of crews. */
                most?: number | "";
            };
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
                plan_id: number;
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
                    "application/json": components["schemas"]["CandidateList"];
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
    changes_api_v1_dispatch_plans__plan_id__changes_get: {
        parameters: {
            query?: {
                /** @description A plan's number; by default the published plan of the day. */
                against?: number | "";
            };
            header?: never;
            path: {
                plan_id: number;
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
                    "application/json": components["schemas"]["PlanDifference"];
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
    move_api_v1_dispatch_plans__plan_id__move__dataset___ticket_id__get: {
        parameters: {
            query?: {
                /** @description A crew's name; without one, the ticket would be left out. */
                crew?: string;
                /** @description When it would start; by default whenever that is cheapest. */
                starts_at?: string | "";
            };
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
                plan_id: number;
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
                    "application/json": components["schemas"]["TriedMove"];
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
    publish_api_v1_dispatch_plans__plan_id__publish_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PublishWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DispatchPlan"];
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
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    why_api_v1_dispatch_plans__plan_id__why__dataset___ticket_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The ticket type. */
                dataset: components["schemas"]["DatasetName"];
                plan_id: number;
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
                    "application/json": components["schemas"]["Why"];
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
    positions_api_v1_dispatch_positions_get: {
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
                    "application/json": components["schemas"]["CrewPositions"];
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
    day_outcome_api_v1_dispatch_report_get: {
        parameters: {
            query?: {
                /** @description An East Africa day; today by default. */
                date?: string | "";
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
                    "application/json": components["schemas"]["DayOutcome"];
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
    tracks_api_v1_dispatch_tracks_get: {
        parameters: {
            query?: {
                /** @description A crew's name; all by default. */
                crew?: string;
                /** @description An East Africa day; today by default. */
                date?: string | "";
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
                    "application/json": components["schemas"]["CrewTracks"];
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
    edits_api_v1_places_edits_get: {
        parameters: {
            query?: {
                /** @description The greatest number of lines. */
                most?: number | "";
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
                    "application/json": components["schemas"]["PlaceEdits"];
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
    undo_api_v1_places_edits__edit_id__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                edit_id: number;
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
                    "application/json": components["schemas"]["Undone"];
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
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    place_api_v1_places_place_get: {
        parameters: {
            query?: {
                /** @description Its cluster, in any case. */
                cluster?: string;
                /** @description Its `location_name`; without one, the cluster itself. */
                location?: string;
                /** @description The ticket's region, in any case. */
                region?: string;
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
                    "application/json": components["schemas"]["PlaceState"];
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
    set_position_api_v1_places_position_put: {
        parameters: {
            query?: {
                /** @description Its cluster, in any case. */
                cluster?: string;
                /** @description Its `location_name`; without one, the cluster itself. */
                location?: string;
                /** @description The ticket's region, in any case. */
                region?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlaceWish"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlaceState"];
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
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
    review_api_v1_places_review_get: {
        parameters: {
            query?: {
                /** @description The greatest number of lines. */
                most?: number | "";
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
                    "application/json": components["schemas"]["PlaceReview"];
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
    reject_position_api_v1_places_wrong_post: {
        parameters: {
            query?: {
                /** @description Its cluster, in any case. */
                cluster?: string;
                /** @description Its `location_name`; without one, the cluster itself. */
                location?: string;
                /** @description The ticket's region, in any case. */
                region?: string;
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
                    "application/json": components["schemas"]["PlaceState"];
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
            /** @description It needs `confirm`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description Somebody else has changed it since; the message says who. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            /** @description If-Match is missing. */
            428: {
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
                as_of?: string | "";
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The ticket type; all by default. */
                dataset?: components["schemas"]["DatasetName"] | "";
                /** @description The owner, in any case; `(none)`: tickets without one. */
                owner?: string;
                /** @description A `normalized_status`, in any case; `(none)`: tickets without one. */
                status?: string;
                /** @description The team that a ticket is assigned to now, in any case; `(none)`: tickets without one. */
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
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The start, inclusive. `from` and `to` win over `window`; without one, there is no bound. */
                from?: string | "";
                /** @description The owner, in any case; `(none)`: tickets without one. */
                owner?: string;
                /** @description A `normalized_status`, in any case; `(none)`: tickets without one. */
                status?: string;
                /** @description The team that a ticket is assigned to now, in any case; `(none)`: tickets without one. */
                team?: string;
                /** @description The end, exclusive. */
                to?: string | "";
                /** @description `today` (the default), `week`, `month`, `custom`; or a length: 24h, 7d, another interval. */
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
    crq_dashboard_webhook_crq_dashboard_get: {
        parameters: {
            query?: {
                /** @description The clock that ages are measured at; by default the content's own time. */
                as_of?: string | "";
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The start, inclusive; a day is its first instant. */
                from?: string | "";
                /** @description The owner, in any case; `(none)`: tickets without one. */
                owner?: string;
                /** @description A `normalized_status`, in any case; `(none)`: tickets without one. */
                status?: string;
                /** @description The team that a ticket is assigned to now, in any case; `(none)`: tickets without one. */
                team?: string;
                /** @description The end, exclusive; a day is its first instant, so that day is not included. */
                to?: string | "";
                /** @description `today` (the default), `week`, `month`, `custom`; or a length: 24h, 7d, another interval. */
                window?: string;
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
    inc_dashboard_webhook_inc_dashboard_get: {
        parameters: {
            query?: {
                /** @description The clock that ages are measured at; by default the content's own time. */
                as_of?: string | "";
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The start, inclusive; a day is its first instant. */
                from?: string | "";
                /** @description The owner, in any case; `(none)`: tickets without one. */
                owner?: string;
                /** @description A `normalized_status`, in any case; `(none)`: tickets without one. */
                status?: string;
                /** @description The team that a ticket is assigned to now, in any case; `(none)`: tickets without one. */
                team?: string;
                /** @description The end, exclusive; a day is its first instant, so that day is not included. */
                to?: string | "";
                /** @description `today` (the default), `week`, `month`, `custom`; or a length: 24h, 7d, another interval. */
                window?: string;
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
    tickets_webhook_tickets_get: {
        parameters: {
            query?: {
                /** @description The clock that ages are measured at; by default each type's content's own time. */
                as_of?: string | "";
                /** @description In any case; `(none)`: tickets without one. */
                cluster?: string;
                /** @description The ticket type; all by default. */
                dataset?: components["schemas"]["DatasetName"] | "";
                /** @description The owner, in any case; `(none)`: tickets without one. */
                owner?: string;
                /** @description A `normalized_status`, in any case; `(none)`: tickets without one. */
                status?: string;
                /** @description The team that a ticket is assigned to now, in any case; `(none)`: tickets without one. */
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
}
