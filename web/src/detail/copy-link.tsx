import { useSignal } from "@preact/signals";
import { view } from "../state/navigation";
import { formatView } from "../state/url";
import { DEFAULT_VIEW } from "../state/view";
import { announce } from "../ui/announce";
import { Icon } from "../ui/icon";

/** Copies an address that opens this ticket, without the filters and the map of this view. */
export function CopyLink() {
  const isCopied = useSignal(false);
  const copy = async (): Promise<void> => {
    const { tab, ticket } = view.value;
    const address = `${location.origin}${location.pathname}${formatView({ ...DEFAULT_VIEW, tab, ticket })}`;
    await navigator.clipboard.writeText(address).then(
      () => (isCopied.value = true),
      () => announce("The browser did not allow copying"),
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
