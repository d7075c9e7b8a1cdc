// The one place where offsets are converted. Records count code points (as Python does); the browser counts UTF-16 units,
// and every letter outside the basic plane (emoji, for one) takes two of those.

/** Code points in front of a UTF-16 offset. An offset inside a surrogate pair counts as in front of it. */
export function toCodePoints(text: string, units: number): number {
  let count = 0;
  for (let i = 0; i < units && i < text.length; ) {
    const width = widthAt(text, i);
    if (i + width > units) break;
    i += width;
    count += 1;
  }
  return count;
}

/** The UTF-16 offset of a code point; past the end, the length of the text. */
export function toUnits(text: string, codePoints: number): number {
  let i = 0;
  for (let count = 0; count < codePoints && i < text.length; count += 1) i += widthAt(text, i);
  return i;
}

/** How many code points a text has: what Python calls its length. */
export function lengthOf(text: string): number {
  return toCodePoints(text, text.length);
}

/** The part between two offsets in code points. */
export function slice(text: string, start: number, end: number): string {
  const from = toUnits(text, start);
  return text.slice(from, from + toUnits(text.slice(from), end - start));
}

function widthAt(text: string, i: number): 1 | 2 {
  return (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1;
}
