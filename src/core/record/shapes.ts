// Generated from schemas/ by test/update/shapes.mjs (npm run update), which is why it is long: do not edit.
// Everything is optional, because a record under judgement may lack anything.

/** One incident and its post-incident review */
export interface Incident {
  /** The kind and version of this file: pir/incident@1. */
  schema?: 'pir/incident@1';
  /** The id of the record: its file name without .md. Never reused, never renumbered. */
  id?: string;
  /** What happened, in one line. */
  title?: string;
  /** What sort of incident it is. */
  type?: 'security' | 'availability' | 'privacy' | 'safety' | 'near_miss' | 'exercise';
  /** How bad it is: one of the severities of the config. */
  severity?: string;
  /** Where the review stands. */
  status?: 'draft' | 'in_review' | 'approved' | 'closed' | 'withdrawn';
  /** The person who drives the review to its end. */
  owner?: string | null;
  /** The services concerned. Where the config lists services: only those. */
  services?: string[];
  /** Free words to find it by. */
  tags?: string[];
  /** restricted: this file is a stub, the full record is kept elsewhere, and `restricted` says where. */
  confidentiality?: 'internal' | 'restricted';
  /** The moments of the incident, each with its offset from UTC. At least started or detected. */
  times?: Times;
  /** How uncertain times are, plus or minus. */
  within?: Within;
  /** Times that cannot exist for this incident, and why. */
  not_applicable?: NotApplicable;
  /** How the incident was found. */
  detection?: Detection;
  /** Who decided the severity, when and on which grounds. */
  classified?: Classification;
  /** Every change of severity, oldest first. */
  severity_changes?: SeverityChange[];
  /** What the incident did: to whom, how much, at what cost. */
  impact?: Impact;
  /** Notices to regulators, customers and others outside. */
  notifications?: Notification[];
  /** Controls that failed, were missing, bypassed or weak. */
  controls?: ControlGap[];
  /** The threats seen: free words or ATT&CK ids. */
  threats?: string[];
  /** Other incidents that have to do with it, by id. */
  related?: string[];
  /** Incidents of which this is the same thing again, by id, as judged by a person. */
  repeat_of?: string[];
  /** Where more stands: tickets, chats, dashboards. */
  refs?: Link[];
  /** Pieces of evidence that are kept. */
  evidence?: Evidence[];
  /** What caused it: root causes, contributing causes and the trigger. */
  causes?: Cause[];
  /** What is done about it. */
  actions?: Action[];
  /** Whether ISO 27001 clause 10.2 applies. */
  nonconformity?: Nonconformity;
  /** The search for the same weakness elsewhere. */
  similar?: Similar;
  /** Entries of the risk register that the incident concerns. */
  risks?: RiskLink[];
  /** That somebody looked, and no entry of the risk register is concerned. */
  no_risk?: Looked;
  /** Policies that change because of it. */
  policies?: PolicyLink[];
  /** That the review was closed although nothing changed, and why. */
  no_change?: Looked;
  /** The review meetings; a big incident has a hot-wash and a full review. */
  reviews?: Review[];
  /** Sign-offs of the review. */
  approvals?: Approval[];
  /** Every return of the review from approved or closed, oldest first. */
  reopened?: Reopened[];
  /** Why the record no longer counts. */
  withdrawn?: Withdrawal;
  /** Where the full record of a restricted incident is kept. */
  restricted?: Restricted;
}

/** One sign-off of this record. */
export interface Approval {
  /** Who approved. */
  by?: string;
  /** In which role they approved; the config says which roles a severity needs. */
  role?: string;
  /** The day of the approval. */
  on?: string;
  /** The fingerprint of what was approved. When the record changes, the approval becomes stale. */
  fingerprint?: string;
}

/** One return from a finished state. */
export interface Reopened {
  /** The day it was opened again. */
  on?: string;
  /** Who opened it again. */
  by?: string;
  /** Why it was opened again. */
  reason?: string;
}

/** One thing to be done: who, what, until when, and how it went. */
export interface Action {
  /** The id of the action in this record, never reused. */
  id?: string;
  /** What will be done, as an instruction. */
  title?: string;
  /** The one person who sees that it is done. */
  owner?: string | null;
  /** The day it must be done by. */
  due?: string | null;
  /** Where the action stands. */
  status?: 'proposed' | 'open' | 'in_progress' | 'done' | 'verified' | 'cancelled' | 'accepted';
  /** What it does: correct repairs now, mitigate makes the next one smaller, detect finds it sooner, prevent keeps it from happening again. */
  kind?: 'correct' | 'mitigate' | 'detect' | 'prevent';
  /** What sort of change it is. */
  class?: 'technical' | 'architecture' | 'process' | 'policy' | 'training' | 'communication';
  /** How urgent it is: one of the priorities of the config. */
  priority?: string;
  /** The causes it acts on, by id. */
  causes?: string[];
  /** The action that did not work and that this one follows up: an id here, or record/id elsewhere. */
  follows?: string;
  /** Where the work is tracked: the address or number of a ticket. */
  ticket?: string;
  /** When, by whom and with what evidence it was done. */
  done?: Done;
  /** How it will be seen whether the action worked. */
  effectiveness?: Effectiveness;
  /** The check whether the action worked. */
  verified?: Verified;
  /** Every move of the due date, oldest first. */
  deferrals?: Deferral[];
  /** Every change of owner, oldest first. */
  reassigned?: Reassignment[];
  /** Every return to open after it was done or verified, oldest first. */
  reopened?: Reopened[];
  /** Who dropped the action, when and why. */
  cancelled?: Cancelled;
  /** Who accepted the risk of not doing it, until when and why. */
  accepted?: Acceptance;
}

/** That the action was done. */
export interface Done {
  /** The day it was done. */
  on?: string;
  /** Who did it. */
  by?: string;
  /** What shows that it was done: an address, commit:hash, file:path or the id of a piece of evidence here. */
  evidence?: string[];
}

/** How it will be judged whether the action worked. */
export interface Effectiveness {
  /** What will be seen when it worked. */
  criterion?: string;
  /** The day on which to look. */
  check_on?: string;
}

/** That somebody looked whether the action worked. */
export interface Verified {
  /** The day of the check. */
  on?: string;
  /** Who checked; somebody else than the owner. */
  by?: string;
  /** Whether the action worked. */
  result?: 'effective' | 'partly' | 'ineffective';
  /** What shows it: an address, commit:hash, file:path or the id of a piece of evidence here. */
  evidence?: string[];
}

/** One move of the due date. */
export interface Deferral {
  /** The due date before. */
  from?: string;
  /** The due date after. */
  to?: string;
  /** The day of the decision. */
  on?: string;
  /** Who moved it. */
  by?: string;
  /** Who agreed to it; needed for a second deferral or a long one. */
  approved_by?: string;
  /** Why it was moved. */
  reason?: string;
}

/** One change of owner. */
export interface Reassignment {
  /** The owner before; empty if there was none. */
  from?: string | null;
  /** The owner after. */
  to?: string;
  /** The day of the change. */
  on?: string;
  /** Who changed it. */
  by?: string;
  /** Why it was changed. */
  reason?: string;
}

/** That the action was dropped. */
export interface Cancelled {
  /** The day it was dropped. */
  on?: string;
  /** Who dropped it. */
  by?: string;
  /** Why it was dropped. */
  reason?: string;
}

/** That somebody accepted a risk for a time. */
export interface Acceptance {
  /** The day of the acceptance. */
  on?: string;
  /** Who accepted the risk. */
  by?: string;
  /** The day on which the acceptance ends. */
  until?: string;
  /** Why the risk is acceptable. */
  reason?: string;
}

/** The moments of the incident, each with its offset from UTC. */
export interface Times {
  /** When it began, known or estimated. */
  started?: string;
  /** When the organisation first knew of it. */
  detected?: string;
  /** When somebody began to work on it. */
  acknowledged?: string;
  /** When it was contained: the harm stopped growing. */
  mitigated?: string;
  /** When service or security was fully restored. */
  resolved?: string;
  /** When the root cause was gone; often long after the resolution. */
  cause_addressed?: string;
  /** When the review was closed. */
  closed?: string;
}

/** How uncertain times are, plus or minus. */
export interface Within {
  /** How uncertain times.started is, plus or minus. */
  started?: string;
  /** How uncertain times.detected is, plus or minus. */
  detected?: string;
  /** How uncertain times.acknowledged is, plus or minus. */
  acknowledged?: string;
  /** How uncertain times.mitigated is, plus or minus. */
  mitigated?: string;
  /** How uncertain times.resolved is, plus or minus. */
  resolved?: string;
  /** How uncertain times.cause_addressed is, plus or minus. */
  cause_addressed?: string;
  /** How uncertain times.closed is, plus or minus. */
  closed?: string;
}

/** Times that cannot exist for this incident, and why. */
export interface NotApplicable {
  /** Why times.started cannot exist for this incident. */
  started?: string;
  /** Why times.detected cannot exist for this incident. */
  detected?: string;
  /** Why times.acknowledged cannot exist for this incident. */
  acknowledged?: string;
  /** Why times.mitigated cannot exist for this incident. */
  mitigated?: string;
  /** Why times.resolved cannot exist for this incident. */
  resolved?: string;
  /** Why times.cause_addressed cannot exist for this incident. */
  cause_addressed?: string;
  /** Why times.closed cannot exist for this incident. */
  closed?: string;
}

/** How the incident was found. */
export interface Detection {
  /** Who or what noticed it first. */
  source?: 'alert' | 'staff' | 'customer' | 'third_party' | 'audit' | 'other';
  /** How it was noticed, in a few words. */
  detail?: string;
}

/** Who decided the severity, when and on which grounds. */
export interface Classification {
  /** Who decided the severity. */
  by?: string;
  /** The day of the decision. */
  on?: string;
  /** On which grounds, for instance the row of the severity table. */
  criteria?: string;
}

/** One change of severity. */
export interface SeverityChange {
  /** The severity before. */
  from?: string;
  /** The severity after. */
  to?: string;
  /** The day of the change. */
  on?: string;
  /** Who changed it. */
  by?: string;
  /** Why it was changed. */
  reason?: string;
}

/** What the incident did. */
export interface Impact {
  /** Who was harmed, how and how much, in a sentence. */
  summary?: string;
  /** How many customers were affected. */
  customers?: number;
  /** Which classes of data were concerned. */
  data_classes?: string[];
  /** What it cost. */
  cost?: Cost;
}

/** An amount of money. */
export interface Cost {
  /** The amount, in whole units of the currency. */
  amount?: number;
  /** The currency, as its three-letter code. */
  currency?: string;
}

/** One notice to somebody outside. */
export interface Notification {
  /** Who was told. */
  to?: string;
  /** When they were told. */
  on?: string;
  /** The number or address of the notice. */
  ref?: string;
}

/** One control that did not hold. */
export interface ControlGap {
  /** The control, as framework:number. */
  id?: string;
  /** What was wrong with it. */
  gap?: 'failed' | 'missing' | 'bypassed' | 'weak';
}

/** A pointer to something elsewhere. */
export interface Link {
  /** What stands there. */
  kind?: string;
  /** The address. */
  url?: string;
}

/** One piece of evidence. */
export interface Evidence {
  /** The id of the piece in this record. */
  id?: string;
  /** Where it is: file:path, commit:hash or an address. */
  ref?: string;
  /** The checksum of the file, so that a change is seen. */
  sha256?: string;
  /** The day it was collected. */
  collected?: string;
  /** Who collected it. */
  by?: string;
}

/** One cause of the incident. */
export interface Cause {
  /** The id of the cause in this record, never reused. */
  id?: string;
  /** root: without it this would not have happened; contributing: it made it likelier or worse; trigger: it set it off. */
  role?: 'root' | 'contributing' | 'trigger';
  /** The comparable key: an area and a detail of the taxonomy, area/detail. Repeats are found by it. */
  category?: string;
  /** What was the case, as a fact about the system or the process, not about a person. Needed but in a restricted incident, whose causes may be told elsewhere. */
  statement?: string;
  /** What kind of gap it shows. */
  gap?: 'control' | 'detection' | 'communication' | 'response';
  /** The chain of whys: question and answer, each answer the subject of the next question. */
  whys?: string[];
  /** Why the chain stops where it does, if it has fewer than three whys. */
  stopped?: string;
  /** Who decided that nothing is done about this cause, and why. Only where no action is taken. */
  accepted?: CauseAcceptance;
}

/** That a cause is left as it is. */
export interface CauseAcceptance {
  /** Who accepted the cause. */
  by?: string;
  /** The day of the acceptance. */
  on?: string;
  /** Why nothing is done about it. */
  reason?: string;
}

/** Whether ISO 27001 clause 10.2 applies. */
export interface Nonconformity {
  /** Whether the incident is a nonconformity in the sense of ISO 27001 clause 10.2. */
  applies?: boolean;
  /** Who decided it. */
  by?: string;
  /** The day of the decision. */
  on?: string;
  /** How grave it is. */
  grade?: 'minor' | 'major';
  /** Why it is one, or is none. */
  reason?: string;
}

/** The search for the same weakness elsewhere (ISO 27001 clause 10.2 b). */
export interface Similar {
  /** The day of the search. */
  on?: string;
  /** Who searched. */
  by?: string;
  /** Where they looked. */
  scope?: string;
  /** Whether the same thing exists elsewhere. */
  result?: 'none' | 'found';
  /** Similar incidents that were found, by id. */
  incidents?: string[];
}

/** One entry of the risk register that the incident concerns. */
export interface RiskLink {
  /** The risk, by id. */
  id?: string;
  /** What the incident says about the risk. */
  effect?: 'raised' | 'lowered' | 'unchanged' | 'new';
  /** Why the incident says so. */
  note?: string;
}

/** That somebody looked and found nothing to do. */
export interface Looked {
  /** Who looked. */
  by?: string;
  /** The day they looked. */
  on?: string;
  /** Why there is none. */
  reason?: string;
}

/** One policy that the incident changes. */
export interface PolicyLink {
  /** The policy, by id. */
  id?: string;
  /** What changed in it, or will. */
  change?: string;
}

/** One review meeting. */
export interface Review {
  /** hotwash: the first talk soon after; full: the review of causes and actions. */
  stage?: 'hotwash' | 'full';
  /** The day or the moment it was held. */
  held?: string;
  /** Who led it. */
  facilitator?: string;
  /** Who took part, and in which role. */
  participants?: Participant[];
  /** Who got the outcome without taking part. */
  received?: string[];
  /** Where the minutes are, or what they say. */
  minutes?: string;
}

/** A person and their role. */
export interface Participant {
  /** The person. */
  who?: string;
  /** Their role in it; the config says which roles a severity needs. */
  role?: string;
}

/** That the record no longer counts. Records are withdrawn, never deleted. */
export interface Withdrawal {
  /** The day it was withdrawn. */
  on?: string;
  /** Who withdrew it. */
  by?: string;
  /** Why it was withdrawn. */
  reason?: string;
  /** The record that takes its place, by id. */
  replaced_by?: string;
}

/** Where the full record of a restricted incident is kept. */
export interface Restricted {
  /** Who keeps the full record. */
  held_by?: string;
  /** Where the full record is kept. */
  where?: string;
  /** The checksum of the full record. */
  sha256?: string;
}

/** One entry of the risk register */
export interface Risk {
  /** The kind and version of this file: pir/risk@1. */
  schema?: 'pir/risk@1';
  /** The id of the risk: R- and digits. The file name starts with it. */
  id?: string;
  /** What may happen, in one line. */
  title?: string;
  /** What it comes from: an area and a detail of the taxonomy, area/detail. */
  category?: string;
  /** The person who answers for the risk. */
  owner?: string | null;
  /** Whether the risk still stands. */
  status?: 'open' | 'closed' | 'withdrawn';
  /** What is done about it. */
  treatment?: 'mitigate' | 'accept' | 'transfer' | 'avoid';
  /** The controls against it. */
  controls?: string[];
  /** The treatment plan: actions anywhere, as record/id. */
  plan?: string[];
  /** Actions of its own, in the same form as those of an incident. */
  actions?: Action[];
  /** Every assessment, oldest first; the last one is the present score. */
  assessments?: Assessment[];
  /** The score to reach by the treatment. */
  target?: Target;
  /** Who accepted the risk, until when and why. */
  acceptance?: Acceptance;
  /** The day by which the risk is to be looked at again. */
  review_by?: string;
  /** Who closed the risk, when and why. */
  closed?: RiskClosure;
}

/** That the risk does not stand any more. */
export interface RiskClosure {
  /** The day it was closed. */
  on?: string;
  /** Who closed it. */
  by?: string;
  /** Why it does not stand any more. */
  reason?: string;
}

/** One assessment of the risk. The level is computed from it. */
export interface Assessment {
  /** The day of the assessment. */
  on?: string;
  /** Who assessed it. */
  by?: string;
  /** How likely it is, from 1 to the scale of the config. */
  likelihood?: number;
  /** How bad it would be, from 1 to the scale of the config. */
  impact?: number;
  /** The incident that led to this assessment, by id. */
  incident?: string;
  /** Why it is so. */
  reason?: string;
}

/** The score to reach by the treatment. */
export interface Target {
  /** How likely it may remain. */
  likelihood?: number;
  /** How bad it may remain. */
  impact?: number;
}

/** One policy or procedure */
export interface Policy {
  /** The kind and version of this file: pir/policy@1. */
  schema?: 'pir/policy@1';
  /** The id of the policy. The file name starts with it. */
  id?: string;
  /** The name of the policy. */
  title?: string;
  /** The version of the text, in quotes. pir policy release counts it on. */
  version?: string;
  /** The person who keeps the policy. */
  owner?: string | null;
  /** Where the policy stands. */
  status?: 'draft' | 'in_review' | 'in_force' | 'retired';
  /** The controls it serves. */
  controls?: string[];
  /** The day from which this version holds; not before it was approved. */
  effective?: string;
  /** The day by which the policy is to be looked at again. */
  review_by?: string;
  /** Who has to approve each version: every one of them, of a team one person. The owner counts for nobody. */
  reviewers?: string[];
  /** Sign-offs of its versions. */
  approvals?: PolicyApproval[];
  /** Who must accept it: people, or teams as team:name. */
  audience?: string[];
  /** Its versions, oldest first. */
  changes?: Change[];
  /** Who retired the policy, when and why. */
  retired?: Retirement;
}

/** One sign-off of one version. */
export interface PolicyApproval {
  /** Who approved. */
  by?: string;
  /** In which role they approved. */
  role?: string;
  /** The day of the approval. */
  on?: string;
  /** The version that was approved. */
  version?: string;
  /** The fingerprint of the text that was approved, as its release has it. */
  fingerprint?: string;
}

/** That the policy binds nobody any more. */
export interface Retirement {
  /** The day it was retired. */
  on?: string;
  /** Who retired it. */
  by?: string;
  /** Why it is kept no longer. */
  reason?: string;
  /** The policy that takes its place, by id. */
  replaced_by?: string;
}

/** One version of the policy. */
export interface Change {
  /** The version that the change made. */
  version?: string;
  /** The day of the change. */
  on?: string;
  /** Who made it. */
  by?: string;
  /** The incident that led to it, by id. */
  incident?: string;
  /** What changed. */
  summary?: string;
  /** The fingerprint of this version: SHA-256 over its id, title, version and text, in canonical JSON. Written by pir policy release. */
  fingerprint?: string;
}

/** One person's acceptance of one version of a policy */
export interface Acknowledgement {
  /** The kind and version of this file: pir/acknowledgement@1. */
  schema?: 'pir/acknowledgement@1';
  /** The policy, by id. */
  policy?: string;
  /** The version that was accepted, in quotes. */
  version?: string;
  /** Who accepted it. */
  by?: string;
  /** The day of the acceptance. */
  on?: string;
  /** The fingerprint of the text that was accepted, as the release of that version has it. */
  fingerprint?: string;
  /** How the acceptance came here: by the person's own commit, from a training system, or on the word of somebody else. */
  method?: 'own_commit' | 'imported' | 'attested_by_manager';
}

/** One management review */
export interface ManagementReview {
  /** The kind and version of this file: pir/management-review@1. */
  schema?: 'pir/management-review@1';
  /** The id of the record: its file name without .md. */
  id?: string;
  /** The name of the review. */
  title?: string;
  /** The days looked back upon. */
  period?: Period;
  /** Where the review stands. */
  status?: 'prepared' | 'held' | 'closed';
  /** The day or the moment it was held. */
  held?: string;
  /** Who led it. */
  chair?: string;
  /** Who took part, and in which role. */
  attendees?: Participant[];
  /** What was looked at (ISO 27001 clause 9.3.2 a to g). */
  inputs?: Input[];
  /** What was decided: actions, and what they are about. */
  decisions?: Decision[];
}

/** One decision: an action, and what it is about. */
export interface Decision {
  /** The id of the action in this record, never reused. */
  id?: string;
  /** What will be done, as an instruction. */
  title?: string;
  /** The one person who sees that it is done. */
  owner?: string | null;
  /** The day it must be done by. */
  due?: string | null;
  /** Where the action stands. */
  status?: 'proposed' | 'open' | 'in_progress' | 'done' | 'verified' | 'cancelled' | 'accepted';
  /** What it does: correct repairs now, mitigate makes the next one smaller, detect finds it sooner, prevent keeps it from happening again. */
  kind?: 'correct' | 'mitigate' | 'detect' | 'prevent';
  /** What sort of change it is. */
  class?: 'technical' | 'architecture' | 'process' | 'policy' | 'training' | 'communication';
  /** How urgent it is: one of the priorities of the config. */
  priority?: string;
  /** The causes it acts on, by id. */
  causes?: string[];
  /** The action that did not work and that this one follows up: an id here, or record/id elsewhere. */
  follows?: string;
  /** Where the work is tracked: the address or number of a ticket. */
  ticket?: string;
  /** When, by whom and with what evidence it was done. */
  done?: Done;
  /** How it will be seen whether the action worked. */
  effectiveness?: Effectiveness;
  /** The check whether the action worked. */
  verified?: Verified;
  /** Every move of the due date, oldest first. */
  deferrals?: Deferral[];
  /** Every change of owner, oldest first. */
  reassigned?: Reassignment[];
  /** Every return to open after it was done or verified, oldest first. */
  reopened?: Reopened[];
  /** Who dropped the action, when and why. */
  cancelled?: Cancelled;
  /** Who accepted the risk of not doing it, until when and why. */
  accepted?: Acceptance;
  /** What the decision is about: cause categories, risks, policies or incidents. */
  about?: string[];
}

/** The days looked back upon, both included. */
export interface Period {
  /** The first day. */
  from?: string;
  /** The last day. */
  to?: string;
}

/** One input to the review. */
export interface Input {
  /** Which input of ISO 27001 clause 9.3.2 it is. */
  item?: '9.3.2a' | '9.3.2b' | '9.3.2c' | '9.3.2d' | '9.3.2e' | '9.3.2f' | '9.3.2g';
  /** Where it came from. */
  source?: string;
  /** The fingerprint of what was shown. */
  fingerprint?: string;
}

/** The settings of pir for one repository (pir.config.yaml) */
export interface ConfigFile {
  /** How much is asked for. It sets the level of every rule and the defaults of the other keys. */
  profile?: 'startup' | 'scaleup' | 'enterprise';
  /** The time zone in which days are meant, as an IANA name. Never that of the machine. */
  timezone?: string;
  /** The main line of the repository. */
  branch?: string;
  /** In which folders the records of each kind are kept. */
  places?: {
    /** The folder of incidents. */
    incident?: string;
    /** The folder of risks. */
    risk?: string;
    /** The folder of policies. */
    policy?: string;
    /** The folder of acknowledgements. */
    acknowledgement?: string;
    /** The folder of management reviews. */
    'management-review'?: string;
  };
  /** The severities, worst first. */
  severities?: string[];
  /** The priorities of actions, most urgent first. */
  priorities?: string[];
  /** The services by id. When given, records may name only these. */
  services?: { [key: string]: Service };
  /** The areas of causes, each with its details. The category of a cause is area/detail. */
  taxonomy?: { [key: string]: string[] };
  /** The areas that stand for human error; a review may not stop there. */
  human_error?: string[];
  /** The types of incident that count in metrics. */
  countable?: ('security' | 'availability' | 'privacy' | 'safety' | 'near_miss' | 'exercise')[];
  /** The severities that need a review. */
  review_required?: string[];
  /** How soon things must be done. */
  sla?: {
    /** By severity: how soon after the resolution a review must be held. */
    review?: { [key: string]: ReviewSla };
    /** By priority: how soon an action is due. */
    action?: { [key: string]: string };
    /** How soon a policy in force must be accepted by its audience. */
    acknowledgement?: string;
  };
  /** By severity: the roles that must approve a review. */
  approvals?: { [key: string]: string[] };
  /** By severity: the roles that must take part in a review or receive its outcome. */
  participants?: { [key: string]: string[] };
  /** The headings that a review must have. */
  sections?: {
    /** The headings of a full review. */
    full?: string[];
    /** The headings of a short one. */
    lite?: string[];
  };
  /** How risks are scored, and which incidents need one. */
  risk?: {
    /** The highest likelihood and impact. */
    scale?: number;
    /** From which score (likelihood times impact) each level begins. */
    bands?: {
      /** The score at which low begins. */
      low?: number;
      /** The score at which medium begins. */
      medium?: number;
      /** The score at which high begins. */
      high?: number;
      /** The score at which critical begins. */
      critical?: number;
    };
    /** The severities whose incidents must be linked to a risk. */
    required_for?: string[];
  };
  /** When an incident counts as a repeat. */
  repeat?: {
    /** How far back the earlier incident may lie. */
    window?: string;
    /** What they must share: a root cause and a service, a service, or the word of a person. */
    basis?: 'cause' | 'service' | 'declared';
  };
  /** Durations of your own by name, beside the ones that pir has. */
  milestones?: { [key: string]: Milestone };
  /** The metrics that get a verdict when periods are compared. */
  headline?: string[];
  /** By metric: the value to reach. */
  targets?: { [key: string]: Goal };
  /** The support hours that the support clock counts. */
  calendar?: {
    /** The days of the week with support. */
    days?: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[];
    /** When support begins, in quotes. */
    from?: string;
    /** When support ends, in quotes. */
    to?: string;
    /** Days without support. */
    holidays?: string[];
  };
  /** How often management must review. */
  management_review?: string;
  /** Whether a team may own an action. */
  team_owners?: boolean;
  /** By rule: another level than that of the profile. */
  rules?: { [key: string]: 'off' | 'warn' | 'error' };
  /** Reserved for the ticket systems that actions are sent to; there is nothing to set yet. */
  tickets?: { [key: string]: unknown };
  /** The commit that brought in old records; history before it proves nothing. Empty if there is none. */
  epoch?: string;
}

/** One service. */
export interface Service {
  /** Who answers for the service: a person, or team:name. */
  owner?: string | null;
  /** The name people know it by. */
  name?: string;
}

/** How soon reviews must be held. */
export interface ReviewSla {
  /** Within which time after the resolution the first talk must be held. */
  hotwash?: string;
  /** Within which time after the resolution the full review must be held. */
  full?: string;
}

/** A duration of your own: from one time of the record to another. */
export interface Milestone {
  /** Its heading in tables. */
  title?: string;
  /** The time it starts at. */
  from?: 'started' | 'detected' | 'acknowledged' | 'mitigated' | 'resolved' | 'cause_addressed' | 'closed';
  /** The time it ends at. */
  to?: 'started' | 'detected' | 'acknowledged' | 'mitigated' | 'resolved' | 'cause_addressed' | 'closed';
}

/** What to reach: spans for a duration, a value for a count or a rate. */
export interface Goal {
  /** The count or rate to reach; a rate of one in ten is 0.1. */
  value?: number;
  /** The mean to reach. */
  mean?: string;
  /** The median to reach. */
  median?: string;
  /** The 90th percentile to reach. */
  p90?: string;
  /** The shortest to reach. */
  min?: string;
  /** The longest to allow. */
  max?: string;
}

/** One person. */
export interface Person {
  /** The handle that records use for the person. */
  handle?: string;
  /** The name of the person. */
  name?: string;
  /** Addresses under which the person commits. */
  emails?: string[];
  /** The team of the person, as in team:payments without the prefix. */
  team?: string;
  /** Roles in which the person may take part and approve. */
  roles?: string[];
  /** The first day. */
  from?: string;
  /** The last day; after it the person owns nothing any more. */
  until?: string;
}

/** One finding that is accepted for a time. It stays visible as a note. */
export interface Waiver {
  /** The rule whose finding is waived. */
  rule?: string;
  /** The record it is about, by id. */
  record?: string;
  /** The place in the record, as an id; without it the whole record. */
  at?: string;
  /** Who waives it. */
  by?: string | null;
  /** The day of the waiver. */
  on?: string;
  /** The day on which it ends. */
  until?: string | null;
  /** Why it is waived. */
  reason?: string | null;
}

/** How records of another form become incident records (.pir/maps/*.yaml) */
export interface ImportMap {
  /** The kind and version of this file: pir/import-map@1. */
  schema?: 'pir/import-map@1';
  /** What the map is for, in one line. */
  about?: string;
  /** Names of files that are no records. */
  pass_over?: string[];
  /** The time zone of times that state no offset. Without it such times are not understood. */
  zone?: string;
  /** By field of the record: what all records of this origin have. */
  constants?: { [key: string]: string };
  /** By field of the record: what it is where the file does not say it, or not understandably. Each use is reported. */
  defaults?: { [key: string]: string };
  /** Which of their fields becomes which of ours, in the order in which they are tried. */
  fields?: MappedField[];
  /** By field of theirs: values that say nothing. Every other value is kept. */
  leave_out?: { [key: string]: string[] };
  /** Comments in their frontmatter that say nothing, without the #. Every other comment is kept. */
  leave_comments?: string[];
}

/** One field of theirs and its place in a record. */
export interface MappedField {
  /** Their field; of a field within a field, both names with a dot. */
  from?: string;
  /** Where their field stands. In the body it is the words that open a line (`First seen` of `- **First seen**: 2024-03-01 09:00`, or the first cell of a row), and what follows on that line is its value; # is the title. Without it: frontmatter. */
  in?: 'frontmatter' | 'body';
  /** Our field, or a key of your own that begins with x_. Where several name the same: a list takes all, anything else the first that is there. */
  to?: string;
  /** By their value: ours. A value that is not in the table is not understood. */
  values?: { [key: string]: string };
  /** By field of theirs: the value that it must have, or this field is not taken. In quotes, as every value here. */
  when?: { [key: string]: string };
  /** What stands between the items where they wrote a list as one text. */
  split?: string;
  /** What to put between the items where they wrote a list and ours is one text. */
  join?: string;
}
