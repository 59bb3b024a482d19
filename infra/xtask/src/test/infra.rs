//! The SAM template, by the tools that deploy it.

use crate::command::{command, run as run_command};
use crate::machine::infra_tool;
use crate::test::steps::Steps;

/// `sam validate --lint` and `cfn-lint`, without an account.
pub fn run(steps: &mut Steps) {
    steps.check("cfn-lint", || run_command(&mut command(infra_tool("cfn-lint")?, &["infra/template.yaml"])));
    steps.check("sam validate", || {
        let mut validate = command(infra_tool("sam")?, &["validate", "--lint", "--template-file", "infra/template.yaml"]);
        run_command(validate.args(["--region", "eu-south-1"]).env("SAM_CLI_TELEMETRY", "0"))
    });
}
