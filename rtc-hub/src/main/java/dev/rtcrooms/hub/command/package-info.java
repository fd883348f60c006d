/** Carries out the commands of clients and answers them. */
@NullMarked
package dev.rtcrooms.hub.command;

import org.jspecify.annotations.NullMarked;
