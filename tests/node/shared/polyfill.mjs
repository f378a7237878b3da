// better-auth 1.7 groups with what Node 20 lacks; preloaded with `node --import`.
const grouped = (put) => (items, key) => {
  let index = 0;
  const groups = put.empty();
  for (const item of items) put.into(groups, key(item, index++), item);
  return groups;
};

Object.groupBy ??= grouped({
  empty: () => Object.create(null),
  into: (groups, key, item) => (groups[key] ??= []).push(item),
});

Map.groupBy ??= grouped({
  empty: () => new Map(),
  into: (groups, key, item) => (groups.has(key) ? groups.get(key).push(item) : groups.set(key, [item])),
});
