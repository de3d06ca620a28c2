import { type PageFilter, pageFilterOf } from "../domain/filters";
import { dueDay } from "./measured";
import { view } from "./navigation";

/** The text of a page filter's chip, for the value that is set. */
export function filterLabel(name: PageFilter): string {
  const { [name]: value, show } = view.value;
  return value === null ? "" : pageFilterOf(name).label(value, { show, dueDay: dueDay() });
}
