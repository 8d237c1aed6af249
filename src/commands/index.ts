import { begin } from './check/begin.ts';
import type { CommandEntry } from './command.ts';
import { beginFigures, beginHistory } from './history/begin.ts';

/** Every command; the order is that of `pir --help`. One more: its file, its line here. */
export const commands: readonly CommandEntry[] = [
  { name: 'init', summary: 'set pir up: settings, folders, a plan, CI', load: () => import('./init.ts') },
  { name: 'new', summary: 'begin the record of an incident', load: () => import('./new.ts') },
  { name: 'check', summary: 'judge every record: exit 1 on findings', load: () => import('./check.ts'), begin },
  { name: 'explain', summary: 'what a rule, a metric or a field is for', load: () => import('./explain.ts') },
  { name: 'list', summary: 'incidents, newest first, by what you ask for', load: () => import('./list.ts') },
  { name: 'show', summary: 'one incident on one page', load: () => import('./show.ts') },
  {
    name: 'render',
    summary: 'lay out the facts; keep generated blocks in the files',
    load: () => import('./render.ts'),
  },
  { name: 'time', summary: 'set a milestone: now, or an instant', load: () => import('./time.ts') },
  { name: 'cause add', summary: 'ask why, and write down a cause', load: () => import('./cause/add.ts') },
  { name: 'set', summary: 'set a fact that has no verb of its own', load: () => import('./set.ts') },
  { name: 'write', summary: 'put words into a section of the text', load: () => import('./write.ts') },
  { name: 'review', summary: 'write down a review meeting', load: () => import('./review.ts') },
  { name: 'submit', summary: 'hand a draft in for review', load: () => import('./submit.ts') },
  { name: 'approve', summary: 'sign off exactly what stands there', load: () => import('./approve.ts') },
  { name: 'close', summary: 'end the review, with every rule’s say', load: () => import('./close.ts') },
  { name: 'reopen', summary: 'take up what was approved or closed', load: () => import('./reopen.ts') },
  { name: 'withdraw', summary: 'let a record count no longer', load: () => import('./withdraw.ts') },
  {
    name: 'actions',
    summary: 'the corrective action register: open, overdue, unowned',
    load: () => import('./actions.ts'),
    begin: beginFigures('actions'),
  },
  { name: 'action add', summary: 'add an action, with a due day from the SLA', load: () => import('./action/add.ts') },
  { name: 'action assign', summary: 'hand an action to another person', load: () => import('./action/assign.ts') },
  { name: 'action start', summary: 'say that work on it has begun', load: () => import('./action/start.ts') },
  { name: 'action defer', summary: 'move its due day, and say why', load: () => import('./action/defer.ts') },
  { name: 'action done', summary: 'close it, with evidence', load: () => import('./action/done.ts') },
  { name: 'action verify', summary: 'say whether it worked', load: () => import('./action/verify.ts') },
  { name: 'action reopen', summary: 'take it up again', load: () => import('./action/reopen.ts') },
  { name: 'action cancel', summary: 'give it up, and say why', load: () => import('./action/cancel.ts') },
  {
    name: 'action accept',
    summary: 'bear the risk of not doing it, for a time',
    load: () => import('./action/accept.ts'),
  },
  { name: 'risk new', summary: 'begin an entry of the risk register', load: () => import('./risk/new.ts') },
  { name: 'risk list', summary: 'the risk register, the highest first', load: () => import('./risk/list.ts') },
  { name: 'risk show', summary: 'one risk on one page', load: () => import('./risk/show.ts') },
  {
    name: 'risk assess',
    summary: 'say how likely and how bad it is now, and why',
    load: () => import('./risk/assess.ts'),
  },
  {
    name: 'risk treat',
    summary: 'add actions and controls; accept it for a time',
    load: () => import('./risk/treat.ts'),
  },
  {
    name: 'risk close',
    summary: 'say that it does not stand any more, and why',
    load: () => import('./risk/close.ts'),
  },
  {
    name: 'metrics',
    summary: 'MTTD, MTTR and counts of a period, with what they rest on',
    load: () => import('./metrics.ts'),
    begin: beginFigures('metrics'),
  },
  {
    name: 'report',
    summary: 'one page for management review: figures, charts, questions',
    load: () => import('./report.ts'),
    begin: beginHistory,
  },
  {
    name: 'policy new',
    summary: 'begin a policy, as a draft',
    load: () => import('./policy/new.ts'),
  },
  { name: 'policy list', summary: 'versions, reviews, acceptance', load: () => import('./policy/list.ts') },
  {
    name: 'policy show',
    summary: 'one policy: versions, approvals, acceptance',
    load: () => import('./policy/show.ts'),
  },
  { name: 'policy release', summary: 'make its text the next version', load: () => import('./policy/release.ts') },
  { name: 'policy approve', summary: 'sign off a version', load: () => import('./policy/approve.ts') },
  { name: 'policy ack', summary: 'accept the version in force', load: () => import('./policy/ack.ts') },
  {
    name: 'policy outstanding',
    summary: 'who has not accepted what, since when',
    load: () => import('./policy/outstanding.ts'),
  },
  { name: 'policy retire', summary: 'let it bind nobody any more', load: () => import('./policy/retire.ts') },
  {
    name: 'repeats',
    summary: 'what happened again, and what could have prevented it',
    load: () => import('./repeats.ts'),
  },
  {
    name: 'log',
    summary: 'who changed which fact, and when it took effect',
    load: () => import('./log.ts'),
    begin: beginHistory,
  },
  {
    name: 'audit coverage',
    summary: 'which incidents led to a review, and how late',
    load: () => import('./audit/coverage.ts'),
  },
  {
    name: 'audit sample',
    summary: 'draw incidents so that anybody can redraw them',
    load: () => import('./audit/sample.ts'),
  },
  {
    name: 'audit reconcile',
    summary: 'compare the records with the pager’s own list',
    load: () => import('./audit/reconcile.ts'),
  },
  {
    name: 'audit package',
    summary: 'the evidence of a period, as a folder that verifies',
    load: () => import('./audit/package.ts'),
  },
  {
    name: 'audit verify',
    summary: 'whether a package is whole, and says what is so',
    load: () => import('./audit/verify.ts'),
  },
  {
    name: 'export',
    summary: 'the facts as CSV, JSON, OSCAL, gauges, to-dos or Parquet',
    load: () => import('./export.ts'),
  },
  { name: 'import', summary: 'make records of markdown of other origin', load: () => import('./import.ts') },
  { name: 'schema', summary: 'the JSON Schema of a kind of file, for editors', load: () => import('./schema.ts') },
  { name: 'doctor', summary: 'what stands in the way of evidence and speed', load: () => import('./doctor.ts') },
  { name: 'completion', summary: 'a script that completes pir in your shell', load: () => import('./completion.ts') },
];

/** What the verbs of a group are about, for `pir --help`. */
export const groups: Readonly<{ [name: string]: string }> = {
  action: 'what is done about a cause: add, assign, start, defer, done, verify, …',
  cause: 'why it happened: add',
  risk: 'the risk register: new, list, show, assess, treat, close',
  policy: 'what people keep to: new, release, approve, ack, outstanding, …',
  audit: 'what an auditor asks first: coverage, sample, reconcile, …',
};
