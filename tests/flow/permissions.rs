//! Roles × actions as a table: a change of what a role may do shows in review.

use wardroom_core::model::{PERMISSIONS, Permission, Role};

#[test]
fn what_each_role_may_do() {
    let roles = [
        Role::PLATFORM_ADMIN,
        Role::OWNER,
        Role::STAFF,
        Role::CUSTOMER,
    ];
    let row = |permission: &Permission| {
        let marks = roles.map(|role| if permission.allows(role) { "yes" } else { "-" });
        format!("{} | {}", permission.action, marks.join(" | "))
    };
    let head = format!("action | {}", roles.join(" | "));
    let rows = std::iter::once(head).chain(PERMISSIONS.iter().map(row));
    let table: Vec<String> = rows.collect();
    let table = table.join("\n");
    insta::assert_snapshot!(table);
}
