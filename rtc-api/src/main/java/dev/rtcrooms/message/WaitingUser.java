package dev.rtcrooms.message;

import dev.rtcrooms.Role;
import java.time.Instant;

/**
 * A user who waits to be let in; immutable, any thread.
 *
 * @param user the {@link dev.rtcrooms.User#id()}
 * @param name the display name
 * @param role by which link it came
 * @param at since when it waits
 */
public record WaitingUser(String user, String name, Role role, Instant at) {}
