export { rowAfterKey, type Span, scrollFor, visibleSpan } from "../domain/rows";
