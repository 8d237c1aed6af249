/**
 * pir as a library: read records, judge them, measure them. Everything here is pure: texts in, findings and figures out.
 * What touches files, git or a terminal is the program's own.
 */

export { rules } from './core/check/index.ts';
export { judgeRecord } from './core/check/judge.ts';
export { planRules } from './core/check/plan-rules.ts';
export type { Context } from './core/check/rule.ts';
export { indexOf, settle } from './core/check/settle.ts';
export type { Verdict } from './core/check/verdict.ts';
export { type Clock, clockAt, endOfDay } from './core/clock.ts';
export { type Config, resolveConfig } from './core/config.ts';
export type { Finding, Severity } from './core/finding.ts';
export type { MainCommit } from './core/history/commit.ts';
export type { Event } from './core/history/event.ts';
export { addCommit, emptyLedger, eventsOf, type Ledger } from './core/history/ledger.ts';
export { readFacts } from './core/history/read-facts.ts';
export { metrics, metricsOf } from './core/measure/index.ts';
export { type People, peopleOf } from './core/people.ts';
export type { Problem } from './core/problem.ts';
export type { Question } from './core/question.ts';
export { loadBodyTree, needsBodyTree } from './core/record/body.ts';
export { fingerprintOf } from './core/record/fingerprint.ts';
export { parseRecord, parseYaml } from './core/record/parse.ts';
export type { ParsedRecord, RecordText } from './core/record/record.ts';
export type * from './core/record/shapes.ts';
export type { Block, Cell, Column, Report, Row, Table } from './core/report.ts';
export { formatInstant, parseInstant } from './core/time.ts';
export type { Unit } from './core/unit.ts';
export { zoneClock } from './core/zone.ts';
