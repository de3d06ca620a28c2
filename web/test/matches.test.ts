import { expect, test } from "vitest";
import type { Dataset, SearchMatch } from "../src/contract/types";
import { interleaved } from "../src/domain/matches";

const match = (dataset: Dataset, ticket_id: string): SearchMatch => ({
  ticket_id,
  dataset,
  is_open: true,
  lifecycle: "actionable",
  cluster: "Westlands",
  location_name: "Ring Road",
  normalized_status: "open",
  geometry: null,
});
const INC = ["INC1", "INC2", "INC3", "INC4"].map((id) => match("inc", id));
const CRQ = ["CRQ1", "CRQ2"].map((id) => match("crq", id));

const ids = (text: string, most: number): string =>
  interleaved([INC, CRQ], text, most)
    .map(({ ticket_id }) => ticket_id)
    .join(" ");

test("no dataset crowds out another", () => {
  expect(ids("ring", 4)).toBe("INC1 CRQ1 INC2 CRQ2");
  expect(ids("ring", 8)).toBe("INC1 CRQ1 INC2 CRQ2 INC3 INC4");
  expect(interleaved([[], CRQ], "ring", 8)).toEqual(CRQ);
  expect(interleaved([], "ring", 8)).toEqual([]);
});

test("an exact id comes first, in upper or lower case", () => {
  expect(ids("crq2", 3)).toBe("CRQ2 INC1 CRQ1");
});
