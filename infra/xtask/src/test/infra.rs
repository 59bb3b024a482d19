//! The SAM template, by the tools that deploy it and those that look for what is unsafe in it.

use crate::command::{command, run as run_command};
use crate::machine::{infra_tool, python_tool_apart};
use crate::test::steps::Steps;

/// What looks for unsafe settings, at the version that `infra/checkov.yaml` was written for.
const CHECKOV: &str = "checkov==3.3.30";

/// `sam validate --lint`, `cfn-lint` and `checkov`, without an account.
pub fn run(steps: &mut Steps) {
    steps.check("cfn-lint", || run_command(&mut command(infra_tool("cfn-lint")?, &["infra/template.yaml"])));
    steps.check("checkov", || {
        let checkov = python_tool_apart("checkov", &[CHECKOV])?;
        run_command(&mut command(checkov, &["--file", "infra/template.yaml", "--config-file", "infra/checkov.yaml"]))
    });
    steps.check("sam validate", || {
        let mut validate = command(infra_tool("sam")?, &["validate", "--lint", "--template-file", "infra/template.yaml"]);
        run_command(validate.args(["--region", "eu-south-1"]).env("SAM_CLI_TELEMETRY", "0"))
    });
}
