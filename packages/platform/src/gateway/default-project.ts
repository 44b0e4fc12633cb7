/** Key of the setting that names the project for calls without a project of their own: the init project. */
export const defaultProjectSetting = 'gateway.default_project_id'
