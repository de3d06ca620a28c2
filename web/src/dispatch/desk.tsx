/** The parts of the tab Dispatch: the crews' timeline, the jobs that nobody does, and paper. */
export { Crews } from "./crews";
export { Jobs } from "./jobs";
export { Paper } from "./paper";

import "./dispatch.css";
import "./lanes.css";
