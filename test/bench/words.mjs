// What generated records are made of: all of it invented, none of it blaming, none of it a placeholder.

export const people = 'ama ben chen dana eli fay gus hana ines jon kavya lee mara nils oksana pedro quinn rosa sam tara'
  .split(' ')
  .map((name) => `@${name}`);

export const services =
  'accounts basket billing catalogue checkout courier exports gateway identity images invoices ledger mail media orders payments prices search sessions stock tickets webhooks'.split(
    ' ',
  );

/** What a service did: in a title, and in an id. */
export const symptoms = [
  ['answered every third call with 503', '503s'],
  ['timed out under normal load', 'timeouts'],
  ['served prices of the day before', 'stale-prices'],
  ['lost messages while it restarted', 'lost-messages'],
  ['refused valid logins', 'refused-logins'],
  ['wrote some rows twice', 'double-rows'],
  ['ran out of file descriptors', 'no-descriptors'],
  ['stopped sending mail', 'no-mail'],
  ['elected no leader for an hour', 'no-leader'],
  ['showed orders of another region', 'wrong-region'],
];

/** Causes as [category, statement, three answers to why]. */
export const causes = [
  [
    'process/change-management',
    'Limits were changed outside of review',
    ['The pool was exhausted', 'The limit was lowered by hand', 'Limits live outside the repository'],
  ],
  [
    'technology/configuration',
    'One setting held for all regions',
    ['Half of the calls went astray', 'The route named a region', 'Templates know no regions'],
  ],
  [
    'technology/software-defect',
    'Retries had no upper bound',
    ['The queue grew without end', 'Each client retried at once', 'The library sets no budget'],
  ],
  [
    'technology/capacity',
    'The disk was sized for the load of last year',
    ['Writes were refused', 'The disk was full', 'Growth is measured once a year'],
  ],
  [
    'technology/dependency',
    'A default changed with a new version',
    ['Calls ended too early', 'The time-out had halved', 'Release notes reach no one'],
  ],
  [
    'technology/legacy',
    'The old importer holds a table lock',
    ['Writers waited for minutes', 'The importer locks the table', 'Its replacement waits for a slot'],
  ],
  [
    'detection/missing-alert',
    'No alert watched the age of the queue',
    ['Support heard of it first', 'The queue had no alert', 'Alerts follow hosts, not queues'],
  ],
  [
    'detection/noisy-alert',
    'The alert fires daily and was muted',
    ['The page was not seen', 'The channel was muted', 'Thresholds were copied'],
  ],
  [
    'external/provider-outage',
    'All traffic left through one provider',
    ['Names did not resolve', 'The provider was down', 'There is no second provider'],
  ],
  [
    'process/documentation',
    'The runbook described the old cluster',
    ['Failover took an hour', 'Two steps no longer exist', 'Runbooks have no review date'],
  ],
  [
    'process/supplier',
    'The supplier announces changes by mail only',
    ['The certificate was refused', 'The chain had changed', 'The mail went to a closed box'],
  ],
];

export const verbs = ['Add', 'Test', 'Automate', 'Document', 'Limit', 'Review', 'Alert on'];
export const objects = [
  'retry budgets in the client',
  'the expiry of certificates',
  'limits of the connection pool',
  'the age of the queue',
  'the failover runbook',
  'lock time-outs of migrations',
  'growth of the primary disk',
  'a canary stage for settings',
  'rate limits for each tenant',
  'the second provider',
];
export const runbooks = ['failover', 'queues', 'pools', 'certificates'];

export const sentences = [
  'The first page came from the edge, well before any alert of the service itself.',
  'Averages looked healthy while the slowest percentile was far above its target.',
  'A rollback was begun, but the image of the day before had been cleaned away.',
  'The database was suspected first, and half an hour went by until it was ruled out.',
  'Traffic moved to the second region, which had room for all of it.',
  'Consumers held their locks for a whole batch, so the queue drained slowly.',
  'No data was lost, and what was late arrived by the next morning.',
  'A restart brought relief for ten minutes, then the same picture came back.',
  'The change had been reviewed, but its effect was visible only under load.',
  'The alert existed and had been muted during a migration in spring.',
  'Support had the first ticket open before the bridge was set up.',
  'The dashboard of the pool stood two clicks too deep to be found in a hurry.',
  'Two teams looked at the same graph and drew opposite conclusions from it.',
  'The runbook named a host that has been gone since the last move.',
  'A second engineer joined and compared the settings of both regions line by line.',
  'The status page was updated every twenty minutes from then on.',
  'The old value was put back, and errors fell within two minutes.',
  'What helped most was the exercise in autumn, where the same switch was thrown.',
  'The provider confirmed the fault an hour after it had ended.',
  'Nobody could tell from the logs which tenant a refused call belonged to.',
];
