//! What programs read: one object a line for each document. Its members are a promise.

use serde::Serialize;

use crate::validate::Report;

#[derive(Serialize)]
struct Line<'a> {
    document: &'a str,
    kind: &'a str,
    version: &'a str,
    valid: bool,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    rule: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    w3c: Option<&'a str>,
    level: &'a str,
    line: u32,
    column: u32,
    path: &'a str,
    message: &'a str,
    help: &'a str,
}

pub(super) fn document(name: &str, report: &Report) -> String {
    let findings = report.findings.iter().map(|finding| Finding {
        rule: finding.rule.id,
        w3c: finding.rule.w3c,
        level: finding.level.name(),
        line: finding.line,
        column: finding.column,
        path: &finding.path,
        message: &finding.message,
        help: finding.rule.help,
    });
    let line = Line {
        document: name,
        kind: report.kind.name(),
        version: &report.version,
        valid: report.is_valid(),
        findings: findings.collect(),
    };
    // Texts, numbers and lists of them always serialise.
    let mut line = serde_json::to_string(&line).expect("plain data with text keys");
    line.push('\n');
    line
}
