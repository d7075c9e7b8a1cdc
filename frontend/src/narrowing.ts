// A list of names narrowed by what is typed: all words must begin a word of a name, in any spelling.

export interface Member<T> {
  readonly words: string;
  readonly of: T;
}

export interface Group<T> {
  readonly name: string;
  readonly members: readonly Member<T>[];
}

/** Words as they are compared: no marks, no tatweel, one letter for each family of alef, ya and ta marbuta; lower case. */
export function folded(words: string): string {
  return words
    .normalize("NFKD")
    .replace(/[\p{M}\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]/gu, "")
    .replace(/[ٱ]/g, "ا")
    .replace(/ى/g, "ي")
    .replace(/ة/g, "ه")
    .toLowerCase();
}

/** The groups with those members that have every word; those of which one begins a name first. */
export function narrowed<T>(groups: readonly Group<T>[], typed: string): Group<T>[] {
  const asked = folded(typed).split(/\s+/).filter(Boolean);
  const told = groups.map((group) => ({
    name: group.name,
    members: group.members.filter((member) => has(`${group.name} ${member.words}`, asked)),
  }));
  const begins = (group: Group<T>): number => Number(!group.members.some((member) => folded(member.words).startsWith(asked[0] ?? "")));
  return told.filter((group) => group.members.length > 0).sort((a, b) => begins(a) - begins(b));
}

/** Whether each asked word begins one of these words, their article aside. */
function has(words: string, asked: readonly string[]): boolean {
  const all = folded(words).split(/[^\p{L}\p{N}]+/u).flatMap((word) => (word.startsWith("ال") ? [word, word.slice(2)] : [word]));
  return asked.every((one) => all.some((word) => word.startsWith(one)));
}
