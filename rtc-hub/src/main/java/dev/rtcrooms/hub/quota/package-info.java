/** How much each user and each network address may have and do. */
@NullMarked
package dev.rtcrooms.hub.quota;

import org.jspecify.annotations.NullMarked;
