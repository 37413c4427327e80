//! JSON Pointers (RFC 6901): the way from the root to a byte.

use super::tree::{Node, Value};

/// The pointer to the innermost value that byte `at` belongs to; of a key, to its
/// value.
pub(in crate::validate) fn to(root: &Node<'_>, at: usize) -> String {
    let mut pointer = String::new();
    let mut node = root;
    loop {
        match &node.value {
            Value::Map(members) => {
                let Some(before) = members.partition_point(|member| member.key_span.start <= at).checked_sub(1) else {
                    break;
                };
                let member = &members[before];
                if at >= member.node.span.end {
                    break;
                }
                pointer.push('/');
                pointer.push_str(&member.key.replace('~', "~0").replace('/', "~1"));
                node = &member.node;
            }
            Value::List(nodes) => {
                let Some(before) = nodes.partition_point(|node| node.span.start <= at).checked_sub(1) else { break };
                if at >= nodes[before].span.end {
                    break;
                }
                pointer.push('/');
                pointer.push_str(&before.to_string());
                node = &nodes[before];
            }
            _ => break,
        }
    }
    pointer
}
