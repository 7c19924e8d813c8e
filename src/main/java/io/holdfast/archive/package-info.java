/** Publications: rendered files kept under the hash of their content, each entered in the ledger, never changed. */
@NullMarked
package io.holdfast.archive;

import org.jspecify.annotations.NullMarked;
