/**
 * Splits RFC 4180 text into records of unquoted fields.
 *
 * The page only selects some of the records that the server wrote, so the server's columns, times
 * and guard against formulas apply to every file.
 */
export function parseCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let field = "";
  let isQuoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (isQuoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else isQuoted = false;
    } else if (c === '"') isQuoted = true;
    else if (c === ",") {
      record.push(field);
      field = "";
    } else if (c === "\n") {
      records.push([...record, field.replace(/\r$/, "")]);
      record = [];
      field = "";
    } else field += c;
  }
  if (field !== "" || record.length > 0) records.push([...record, field]);
  return records;
}

const quoted = (field: string): string =>
  /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;

export const formatCsv = (records: readonly (readonly string[])[]): string =>
  records.map((record) => `${record.map(quoted).join(",")}\r\n`).join("");

const BYTE_ORDER_MARK = "\uFEFF";

/* As Python's `\s`, which differs from JavaScript's at both ends. */
const BLANK = "[ \\t-\\r\\x1c-\\x1f\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'\"]";
const FORMULA = new RegExp(
  `(^|[;\\t\\r\\n])(?=${BLANK}*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20])|^(?=[\\t\\r\\n])`,
  "g",
);

/** A text as the server writes it into a file, with its guard against formulas (domain/cells.py). */
export const inert = (text: string): string => text.replace(FORMULA, "$1'");

/**
 * Merges the server's files, one for each dataset, into one with the tickets in `order`.
 *
 * The files may be newer than the list and lack some of its tickets; `kept` counts those written.
 * `pageFilters` describes the page filters; it is appended to the server's column `filters`.
 */
export function selectRecords(
  files: readonly string[],
  order: readonly string[],
  pageFilters: string,
): { text: string; kept: number } {
  const parsed = files.map((file) => parseCsv(file.replace(/^\uFEFF/, "")));
  const header = parsed[0]?.[0] ?? [];
  const [id, dataset, filters] = ["ticket_id", "dataset", "filters"].map((name) => header.indexOf(name));
  if (
    id === undefined ||
    dataset === undefined ||
    filters === undefined ||
    Math.min(id, dataset, filters) < 0
  ) {
    throw new Error("the server's CSV lacks ticket_id, dataset or filters");
  }
  const byKey = new Map<string, string[]>();
  for (const record of parsed.flatMap(([, ...records]) => records)) {
    const allFilters = [record[filters], pageFilters].filter(Boolean).join("; ");
    const key = `${record[dataset]}:${record[id]}`;
    byKey.set(key, [...record.slice(0, filters), allFilters, ...record.slice(filters + 1)]);
  }
  const records = order.flatMap((key) => {
    const colon = key.indexOf(":") + 1;
    const record = byKey.get(key.slice(0, colon) + inert(key.slice(colon)));
    return record ? [record] : [];
  });
  return { text: BYTE_ORDER_MARK + formatCsv([header, ...records]), kept: records.length };
}
