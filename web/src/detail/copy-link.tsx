import { useSignal } from "@preact/signals";
import { defaultView } from "../domain/view";
import { announce } from "../state/announce";
import { queryOf, view } from "../state/navigation";
import { Icon } from "../ui/icon";

/** Copies an address that opens this ticket, without the filters and the map of this view. */
export function CopyLink() {
  const isCopied = useSignal(false);
  const copy = async (): Promise<void> => {
    const { tab, ticket } = view.value;
    const address = `${location.origin}${location.pathname}${queryOf({ ...defaultView([]), tab, ticket })}`;
    await navigator.clipboard.writeText(address).then(
      () => (isCopied.value = true),
      () => announce("The browser blocked copying"),
    );
    if (isCopied.value) announce("Link copied");
    setTimeout(() => (isCopied.value = false), 2_000);
  };
  return (
    <button type="button" class="button quiet-button" onClick={copy}>
      <Icon name="link" /> {isCopied.value ? "Copied" : "Copy link"}
    </button>
  );
}
