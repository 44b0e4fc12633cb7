export { defineJob, type Job } from './job.ts'
export { type JobRun, type Jobs, type JobsLogger, startJobs } from './start-jobs.ts'
