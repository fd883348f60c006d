package dev.rtcrooms.spring;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.aot.hint.annotation.Reflective;

/**
 * Makes a method of a bean the handler of a command of your own, in all rooms. The method takes the
 * sender, a {@link dev.rtcrooms.Client}, and the command, a record that implements {@link
 * dev.rtcrooms.message.CustomCommand}:
 *
 * <pre>{@code
 * record Roll(int sides) implements CustomCommand {}
 *
 * record Rolled(int number) {}
 *
 * @Component
 * class Dice {
 *   @RoomCommand("roll")
 *   Rolled roll(Client sender, Roll command) {
 *     return new Rolled(ThreadLocalRandom.current().nextInt(command.sides()) + 1);
 *   }
 * }
 * }</pre>
 *
 * <p>The method returns what answers the command:
 *
 * <ul>
 *   <li>{@code void}: the command was executed;
 *   <li>an {@link dev.rtcrooms.message.Event}: it is broadcast to its type's audience. Its type is
 *       one of the library's, or declared by a bean of type {@link
 *       dev.rtcrooms.message.MessageType};
 *   <li>any other record: the data of the reply;
 *   <li>a {@link java.util.concurrent.CompletionStage} of one of these: the command is answered
 *       when the stage completes, as by {@link dev.rtcrooms.Result#then};
 *   <li>a {@link dev.rtcrooms.Result}.
 * </ul>
 *
 * <p>A {@link dev.rtcrooms.RefusalException} refuses the command. The method runs in the mailbox of
 * the sender's room, so it must not block. Rooms call the same singleton at the same time. A bean
 * of scope {@code prototype} is created once for each room, so that its fields need no locks.
 *
 * <p>A method with another signature ends the start of the application.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Reflective(RoomsRuntimeHints.class)
@SuppressWarnings("exports") // who uses this has Spring anyway
public @interface RoomCommand {

  /**
   * Returns the name of the command on the wire.
   *
   * @return 1 to 64 lower-case letters, digits and hyphens; empty if a bean of type {@link
   *     dev.rtcrooms.message.MessageType} declares the command, for example with an id for retries
   */
  String value() default "";

  /**
   * Returns the grant that the sender needs.
   *
   * @return such as {@link dev.rtcrooms.Grants#MODERATE}; empty if none is needed, or if a bean
   *     declares the command
   */
  String grant() default "";
}
