// What the page shows: for each panel its tier, its title, how a value is written, and one query or several. "name" is the label of a
// line: a label of the series, or fixed text
const perSecond = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)}/s`;
const percent = (value) => `${(value * 100).toFixed(value < 0.005 ? 2 : value < 0.1 ? 1 : 0)} %`;
const seconds = (value) => (value < 1 ? `${(value * 1000).toFixed(value < 0.01 ? 1 : 0)} ms` : `${value.toFixed(1)} s`);
const rows = (value) => value.toFixed(1);

export const panels = [
  { tier: 'web', title: 'Requests', format: perSecond, sum: true, lines: [{ query: 'web:requests:rate', name: 'status' }] },
  { tier: 'web', title: 'Errors', format: percent, lines: [{ query: 'web:errors:ratio', text: 'share of 5xx' }] },
  { tier: 'web', title: 'Errors to the app tier', format: perSecond, lines: [{ query: 'web:app_tier_errors:rate', text: '502, 503, 504' }] },
  {
    tier: 'web', title: 'Latency', format: seconds,
    lines: [{ query: 'web:latency_seconds:p99', text: 'p99' }, { query: 'web:latency_seconds:p50', text: 'p50' }],
  },
  { tier: 'web', title: 'Busy threads', format: percent, lines: [{ query: 'web:workers:ratio', name: 'node' }] },
  { tier: 'app', title: 'Requests', format: perSecond, sum: true, lines: [{ query: 'app:requests:rate', name: 'status' }] },
  { tier: 'app', title: 'Errors', format: percent, lines: [{ query: 'app:errors:ratio', text: 'share of 5xx' }] },
  {
    tier: 'app', title: 'Latency', format: seconds,
    lines: [{ query: 'app:latency_seconds:p99', text: 'p99' }, { query: 'app:latency_seconds:p50', text: 'p50' }],
  },
  { tier: 'app', title: 'Processor', format: percent, lines: [{ query: 'app:cpu:ratio', name: 'node' }] },
  { tier: 'app', title: 'Heap', format: percent, lines: [{ query: 'app:heap:ratio', name: 'node' }] },
  {
    tier: 'app', title: 'Places in use', format: percent,
    lines: [{ query: 'max by (database, access) (app:admission:ratio)', name: 'database', and: 'access' }],
  },
  { tier: 'data', title: 'Reads', format: perSecond, sum: true, lines: [{ query: 'data:reads:rate', name: 'source' }] },
  { tier: 'data', title: 'Commits', format: perSecond, sum: true, lines: [{ query: 'data:commits:rate', name: 'kind' }] },
  { tier: 'data', title: 'Rows per commit', format: rows, lines: [{ query: 'data:commit_rows:mean', text: 'mean' }] },
  { tier: 'data', title: 'Commit', format: seconds, lines: [{ query: 'data:commit_seconds:p99', text: 'p99' }] },
  { tier: 'data', title: 'Connection wait, p99', format: seconds, lines: [{ query: 'data:connection_wait_seconds:p99', name: 'database' }] },
  { tier: 'data', title: 'Replica lag', format: seconds, lines: [{ query: 'data:lag_seconds:max', text: 'largest' }] },
];

export const deployments = 'threetier_application_start_time_seconds';
