import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { getJson } from "../api/client";
import { searchUrl } from "../api/routes";
import type { SearchAnswer, SearchMatch } from "../contract/types";
import { interleaved } from "../domain/matches";
import { LIFECYCLE_WORDS, sentence, ticketKey } from "../domain/ticket";
import { filterValues } from "../state/config";
import { datasets, navigate } from "../state/navigation";
import { datasetNames, typeOf } from "../state/ticket-types";
import { Icon } from "../ui/icon";

const LEAST_LETTERS = 2;
const PAUSE_MS = 180;
const MOST = 8;

type Choice = { kind: "cluster"; name: string } | { kind: "ticket"; match: SearchMatch };

interface Found {
  /** The text that was searched for; null before any search. */
  text: string | null;
  choices: Choice[];
  /** Shown below the choices: that there are more, or why there are none. */
  note: string;
}

const NOTHING: Found = { text: null, choices: [], note: "" };

const NO_ANSWER: Found = { text: null, choices: [], note: "The server did not answer." };

const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function clustersLike(text: string): Choice[] {
  const names = new Set(datasets.value.flatMap((d) => filterValues.value[d]?.clusters ?? []));
  const wanted = plain(text);
  return [...names]
    .filter((name) => name !== "" && plain(name).includes(wanted))
    .slice(0, 3)
    .map((name) => ({ kind: "cluster", name }));
}

async function find(text: string, signal: AbortSignal): Promise<Found> {
  // Every type is searched, since the user may not know a ticket's type; the tab's types come first.
  const searched = new Set([...datasets.value, ...datasetNames.value]);
  const urls = [...searched].map((dataset) => searchUrl(dataset, text, MOST));
  const answers = await Promise.all(urls.map((url) => getJson<SearchAnswer>(url, signal)));
  const found = answers.map(({ matches }) => matches);
  const tickets = interleaved(found, text, MOST).map((match): Choice => ({ kind: "ticket", match }));
  const choices = [...clustersLike(text), ...tickets];
  const isCut = found.flat().length > MOST || answers.some((answer) => answer.truncated);
  const more = isCut ? "There are more matches: type more of the id or place." : "";
  return { text, choices, note: choices.length > 0 ? more : `No ticket id or place contains “${text}”.` };
}

/** Opens a ticket, on its own tab if the current tab does not show it. */
function open({ dataset, ticket_id }: SearchMatch): void {
  const ticket = ticketKey(dataset, ticket_id);
  navigate(datasets.value.includes(dataset) ? { ticket } : { tab: dataset, point: null, ticket });
}

function pick(choice: Choice): void {
  if (choice.kind === "cluster") navigate({ cluster: choice.name });
  else open(choice.match);
}

/** Finds a ticket by its id or place, or a cluster to look at. */
export function Search() {
  const text = useSignal("");
  const found = useSignal<Found>(NOTHING);
  const at = useSignal(0);
  const isOpen = useSignal(false);
  const input = useRef<HTMLInputElement>(null);
  /** The pending search, and how to run it without waiting for more letters. */
  const pending = useRef({ text: "", run: () => {} });
  /** The text on which Enter was pressed before its answer came; its first choice opens then. */
  const entered = useRef<string | null>(null);

  const choose = (choice: Choice | undefined): void => {
    if (!choice) return;
    pick(choice);
    text.value = "";
    isOpen.value = false;
    input.current?.blur();
  };

  useEffect(() => {
    const typed = text.value.trim();
    if (typed.length < LEAST_LETTERS) {
      found.value = NOTHING;
      return;
    }
    const attempt = new AbortController();
    const run = async (): Promise<void> => {
      clearTimeout(timer);
      const answer = await find(typed, attempt.signal).catch(() => NO_ANSWER);
      if (attempt.signal.aborted) return;
      found.value = answer;
      at.value = 0;
      if (entered.current === typed) choose(answer.choices[0]);
      entered.current = null;
    };
    const timer = setTimeout(run, entered.current === typed ? 0 : PAUSE_MS);
    pending.current = { text: typed, run };
    return () => {
      clearTimeout(timer);
      attempt.abort();
    };
  }, [text.value, datasets.value, found, at]);

  const { choices, note } = found.value;
  const isListed = isOpen.value && (choices.length > 0 || note !== "");
  /** Choices of an earlier text can still be clicked; keys act on the present text only. */
  const isAnswered = (): boolean => found.value.text === text.value.trim();
  const isCurrent = isAnswered();
  const onKey = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    // Keys can be faster than drawing.
    const choices = isAnswered() ? found.value.choices : [];
    if (step !== undefined && choices.length > 0) {
      event.preventDefault();
      at.value = (at.value + step + choices.length) % choices.length;
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isAnswered()) choose(choices[at.value]);
      else {
        entered.current = text.value.trim();
        // Otherwise the search starts in a moment: drawing lags behind typing.
        if (pending.current.text === entered.current) pending.current.run();
      }
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (text.value) text.value = "";
      else input.current?.blur();
    }
  };
  return (
    <search class="search">
      <Icon name="search" />
      <input
        ref={input}
        id="search"
        type="text"
        role="combobox"
        placeholder="Ticket id or place"
        aria-label="Search by ticket id or place"
        aria-keyshortcuts="/"
        aria-expanded={isListed}
        aria-controls="search-choices"
        aria-autocomplete="list"
        aria-activedescendant={isListed && isCurrent && choices[0] ? `choice-${at.value}` : undefined}
        autocomplete="off"
        spellcheck={false}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          entered.current = null;
          isOpen.value = true;
        }}
        onFocus={() => (isOpen.value = true)}
        onBlur={() => {
          isOpen.value = false;
          entered.current = null;
        }}
        onKeyDown={onKey}
      />
      <kbd>/</kbd>
      <div class="search-drop" hidden={!isListed}>
        {/* A mouse press must not move the focus, which would hide the list before the click. */}
        <div id="search-choices" role="listbox" aria-label="Matches" onMouseDown={(e) => e.preventDefault()}>
          {choices.map((choice, i) => (
            <ChoiceLine
              key={keyOf(choice)}
              choice={choice}
              index={i}
              isOn={isCurrent && i === at.value}
              onPick={choose}
            />
          ))}
        </div>
        {note && (
          <p class="quiet" role="status">
            {note}
          </p>
        )}
      </div>
    </search>
  );
}

const keyOf = (choice: Choice): string =>
  choice.kind === "cluster"
    ? `cluster ${choice.name}`
    : ticketKey(choice.match.dataset, choice.match.ticket_id);

interface LineProps {
  choice: Choice;
  index: number;
  isOn: boolean;
  onPick: (choice: Choice) => void;
}

function ChoiceLine({ choice, index, isOn, onPick }: LineProps) {
  const attributes = { id: `choice-${index}`, role: "option", "aria-selected": isOn } as const;
  if (choice.kind === "cluster") {
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys of its options
      <div {...attributes} onClick={() => onPick(choice)}>
        <strong>{choice.name}</strong>
        <span class="quiet">cluster: show its tickets</span>
      </div>
    );
  }
  const { ticket_id, dataset, location_name, cluster, normalized_status, lifecycle } = choice.match;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox handles the keys of its options
    <div {...attributes} onClick={() => onPick(choice)}>
      <strong>{ticket_id}</strong>
      <span>{location_name ?? cluster ?? "no place given"}</span>
      <span class="quiet">
        {typeOf(dataset).label} ·{" "}
        {lifecycle === "actionable" ? sentence(normalized_status) : LIFECYCLE_WORDS[lifecycle]}
      </span>
    </div>
  );
}
