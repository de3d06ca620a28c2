import { chooseTheme, theme, themeChoice } from "../state/theme";
import { isHelpOpen } from "../state/ui";
import { Icon } from "../ui/icon";
import { FreshnessLines } from "./freshness";
import { Search } from "./search";
import { Tabs } from "./tabs";

const NEXT_CHOICE = { system: "light", light: "dark", dark: "system" } as const;
const THEME_ICON = { system: "auto", light: "sun", dark: "moon" } as const;
const THEME_WORDS = { system: "same as system", light: "light", dark: "dark" } as const;

function ThemeSwitch() {
  const choice = themeChoice.value;
  const words = `Colours: ${THEME_WORDS[choice]}${choice === "system" ? ` (${theme.value})` : ""}`;
  return (
    <button
      type="button"
      class="icon-button"
      data-testid="theme"
      aria-label={words}
      title={words}
      onClick={() => chooseTheme(NEXT_CHOICE[choice])}
    >
      <Icon name={THEME_ICON[choice]} />
    </button>
  );
}

export function Header() {
  return (
    <header class="header">
      <h1 class="brand">
        fleet<b>tickets</b>
      </h1>
      <Tabs />
      <Search />
      <FreshnessLines />
      <div class="header-tools">
        <ThemeSwitch />
        <button
          type="button"
          class="icon-button help-button"
          aria-label="Keys and symbols"
          title="Keys and symbols (?)"
          onClick={() => (isHelpOpen.value = true)}
        >
          <Icon name="help" />
        </button>
      </div>
    </header>
  );
}
