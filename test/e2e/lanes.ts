/** Works through `items` in so many lanes at once, each in order; what shares a journal belongs into one lane. */
export async function inLanes<Item, Result>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item, lane: number) => Promise<Result>,
): Promise<Map<Item, Result>> {
  const results = new Map<Item, Result>();
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: lanes }, async (_, lane) => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) {
        results.set(item, await work(item, lane));
      }
    }),
  );
  return results;
}
