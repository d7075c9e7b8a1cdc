// Very many events as the server sends them: columns of numbers, with each label, place and report once (web/plotting.py).
import { isoDay, type Span } from "../time";
import { type Event, isArea, type Told, when } from "./events";

export interface Plot {
  readonly types: readonly (readonly [string, string])[];
  readonly statuses: readonly (readonly [string, string])[];
  /** Name, level, kilometres around, longitude and latitude. */
  readonly places: readonly (readonly [string, string | null, number, number, number])[];
  readonly reports: readonly string[];
  readonly type: readonly number[];
  readonly status: readonly number[];
  readonly place: readonly number[];
  readonly report: readonly number[];
  readonly event: readonly string[];
  readonly start: readonly (number | null)[];
  readonly end: readonly (number | null)[];
  readonly date: readonly (string | null)[];
  /** The event to go on behind. */
  readonly after: string | null;
}

export function plotted(plot: Plot): Event[] {
  const places = plot.places.map(([, level, km, lon, lat]) => ({ at: [lon, lat] as const, area: isArea({ level, km }) }));
  return plot.event.flatMap((_, i): Event[] => {
    const place = places[plot.place[i] ?? -1];
    return place ? [{ told: new Row(plot, i), at: place.at, shape: null, when: spanOf(plot, i), area: place.area }] : [];
  });
}

function spanOf(plot: Plot, i: number): Span | null {
  const [start, end] = [plot.start[i] ?? null, plot.end[i] ?? null];
  if (start === null && end === null) return when({ start: null, end: null, date: plot.date[i] ?? null });
  const from = start ?? (end as number);
  return { from, to: Math.max(from, end ?? from) };
}

/** One event, its words looked up when they are asked for: of a hundred thousand, few are read. */
class Row implements Told {
  readonly quotation = null;
  readonly speakers = null;

  constructor(
    private readonly plot: Plot,
    private readonly i: number,
  ) {}

  get report(): string {
    return this.plot.reports[this.plot.report[this.i] ?? -1] ?? "";
  }
  get event(): string {
    return this.plot.event[this.i] ?? "";
  }
  get type(): string | null {
    return this.types?.[0] ?? null;
  }
  get type_label(): string | null {
    return this.types?.[1] ?? null;
  }
  get status(): string | null {
    return this.statuses?.[0] ?? null;
  }
  get status_label(): string | null {
    return this.statuses?.[1] ?? null;
  }
  get date(): string | null {
    return this.plot.date[this.i] ?? this.start;
  }
  get start(): string | null {
    return iso(this.plot.start[this.i]);
  }
  get end(): string | null {
    return iso(this.plot.end[this.i]);
  }
  get place(): string | null {
    return this.places?.[0] || null;
  }
  get level(): string | null {
    return this.places?.[1] ?? null;
  }
  get km(): number | null {
    return this.places?.[2] ?? null;
  }
  get url(): string {
    return `/reports/${encodeURIComponent(this.report)}#${encodeURIComponent(this.event)}`;
  }
  private get types(): readonly [string, string] | undefined {
    return this.plot.types[this.plot.type[this.i] ?? -1];
  }
  private get statuses(): readonly [string, string] | undefined {
    return this.plot.statuses[this.plot.status[this.i] ?? -1];
  }
  private get places(): Plot["places"][number] | undefined {
    return this.plot.places[this.plot.place[this.i] ?? -1];
  }
}

function iso(day: number | null | undefined): string | null {
  return day === null || day === undefined ? null : isoDay(day);
}
