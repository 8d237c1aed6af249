/**
 * pir as a library: read records, judge them, measure them, lay out who reviewed, accepted and treated what. Everything
 * here is pure: texts in, findings, figures and rows out. What touches files, git or a terminal is the program's own.
 */

export { type CoverageAround, coverageColumns, coverageRows } from './core/audit/coverage.ts';
export { rules } from './core/check/index.ts';
export { judgeRecord } from './core/check/judge.ts';
export { planRules } from './core/check/plan-rules.ts';
export type { AnyRule, Context } from './core/check/rule.ts';
export { indexOf, settle } from './core/check/settle.ts';
export type { Verdict } from './core/check/verdict.ts';
export { type Clock, clockAt, endOfDay } from './core/clock.ts';
export { type Config, resolveConfig } from './core/config.ts';
export type { Finding, Severity } from './core/finding.ts';
export type { MainCommit } from './core/history/commit.ts';
export type { Event } from './core/history/event.ts';
export { type IncidentHistory, incidentHistory } from './core/history/incident-history.ts';
export { addCommit, emptyLedger, eventsOf, type Ledger } from './core/history/ledger.ts';
export { readFacts } from './core/history/read-facts.ts';
export type { Asked } from './core/measure/asked.ts';
export { type MeasuredIncident, measureIncident, type Questions } from './core/measure/incident.ts';
export { isCount, isDuration, metrics, metricsOf } from './core/measure/index.ts';
export { type Measures, measure } from './core/measure/measure.ts';
export type { CountMetric, DurationMetric, Metric } from './core/measure/metric.ts';
export { type Occurrence, occurrenceFacts, occurrenceOf } from './core/measure/repeats/occurrence.ts';
export { findRepeats, type RepeatSettings, type Repeats, repeatRate } from './core/measure/repeats.ts';
export { type People, peopleOf } from './core/people.ts';
export { outstandingColumns, outstandingRows } from './core/policy/outstanding.ts';
export { policyColumns, policyRows } from './core/policy/register.ts';
export type { Problem } from './core/problem.ts';
export type { Question } from './core/question.ts';
export { loadBodyTree, needsBodyTree } from './core/record/body.ts';
export { fingerprintOf } from './core/record/fingerprint.ts';
export { parseRecord, parseYaml } from './core/record/parse.ts';
export type { ParsedRecord, RecordText } from './core/record/record.ts';
export type * from './core/record/shapes.ts';
export type { Block, Cell, Column, Report, Row, Table } from './core/report.ts';
export { type AroundRisks, riskColumns, riskRows } from './core/risk/register.ts';
export { formatInstant, parseInstant } from './core/time.ts';
export type { Unit } from './core/unit.ts';
export { zoneClock } from './core/zone.ts';
