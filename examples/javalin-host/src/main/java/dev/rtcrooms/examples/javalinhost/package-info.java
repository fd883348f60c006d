/** Rooms beside the routes of Javalin. */
@NullMarked
package dev.rtcrooms.examples.javalinhost;

import org.jspecify.annotations.NullMarked;
