// Asking the desk for data and telling it decisions; whatever goes wrong comes back as words for the reader.
import { say } from "./words";

/** An answer of the desk that is a refusal; `message` is for people, `status` tells conflict (409) from the rest. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly body: unknown,
  ) {
    super(message);
  }
}

interface Problem {
  readonly detail?: string;
  readonly title?: string;
}

async function answered<T>(response: Response): Promise<T> {
  const json = /json/.test(response.headers.get("content-type") ?? "");
  const body: unknown = json ? await response.json() : null;
  if (response.ok) return body as T;
  const problem = (body ?? {}) as Problem;
  throw new Refused(response.status, problem.detail ?? problem.title ?? response.statusText, body);
}

async function ask<T>(url: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin", ...init });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new Refused(0, say("offline"), null);
  }
  return answered<T>(response);
}

/** GET of JSON. Throws Refused. */
export function read<T>(url: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(url, { headers: { accept: "application/json, application/geo+json" }, ...(signal ? { signal } : {}) });
}

/** POST of JSON. Throws Refused. */
export function send<T>(url: string, body: unknown, method: "POST" | "PUT" | "DELETE" = "POST"): Promise<T> {
  return ask<T>(url, {
    method,
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(body),
  });
}
