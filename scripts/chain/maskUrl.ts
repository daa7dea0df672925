/** True for a whole http or https URL. */
export function isHttpUrl(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.protocol === "http:" || url.protocol === "https:");
}

/**
 * An RPC URL fit for messages: user, password, path and query are hidden, since providers put keys into all of them.
 *
 * @returns for `https://me:secret@rpc.example/v3/key?x=1`: `https://***@rpc.example/***`.
 */
export function maskUrl(text: string): string {
  const url = URL.parse(text);
  if (url === null) {
    return "(not a URL)";
  }
  const user = url.username === "" && url.password === "" ? "" : "***@";
  const rest = url.pathname === "/" && url.search === "" && url.hash === "" ? "" : "/***";
  return `${url.protocol}//${user}${url.host}${rest}`;
}
