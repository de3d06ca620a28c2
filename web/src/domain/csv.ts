/**
 * Cuts RFC 4180 text into records of fields, quotes undone.
 *
 * Only what the page needs of CSV: it keeps some of the records that the server made, so that the
 * server's columns, times and guard against formulas hold for every file.
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

/**
 * One file out of those that the server made for each dataset, with the tickets in `order`.
 *
 * The files may be newer than the list: what has left them is not written, and `kept` tells of it.
 * `narrowing` says which of the page's own filters chose them; it joins the server's `filters`.
 */
export function selectRecords(
  files: readonly string[],
  order: readonly string[],
  narrowing: string,
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
    const told = [record[filters], narrowing].filter(Boolean).join("; ");
    const key = `${record[dataset]}:${record[id]}`;
    byKey.set(key, [...record.slice(0, filters), told, ...record.slice(filters + 1)]);
  }
  const records = order.flatMap((key) => {
    const record = byKey.get(key);
    return record ? [record] : [];
  });
  return { text: BYTE_ORDER_MARK + formatCsv([header, ...records]), kept: records.length };
}
