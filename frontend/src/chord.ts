// A key by its place on the board, with Shift or without: "KeyA", "Shift+Slash". No DOM here, so that it can be tested alone.

export interface Pressed {
  readonly code: string;
  readonly key: string;
  readonly shiftKey: boolean;
}

export function chordOf(event: Pressed): string {
  return event.shiftKey ? `Shift+${event.code}` : event.code;
}

const SIGNS: Readonly<Record<string, string>> = {
  Slash: "/",
  Period: ".",
  Comma: ",",
  Semicolon: ";",
  Quote: "'",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Backquote: "`",
  Minus: "-",
  Equal: "=",
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
};

/** How a chord is written for people: the letter a Latin keyboard has there, and the one on their own board if known. */
export function written(chord: string, layout: ReadonlyMap<string, string> = new Map()): string {
  if (chord === "Shift+Slash") return "?";
  const shift = chord.startsWith("Shift+");
  const code = shift ? chord.slice(6) : chord;
  const sign = SIGNS[code] ?? code.replace(/^(Key|Digit|Numpad)/, "");
  const own = layout.get(code);
  const shown = own && own.toLowerCase() !== sign.toLowerCase() && own.trim() ? `${sign} · ${own}` : sign;
  return shift ? `⇧ ${shown}` : shown;
}

/** Whether a key press means a chord. Slash and question mark also count where a layout has them elsewhere. */
export function means(event: Pressed, chord: string): boolean {
  if (chordOf(event) === chord) return true;
  if (chord === "Slash") return event.key === "/";
  if (chord === "Shift+Slash") return event.key === "?" || event.key === "؟";
  return false;
}
