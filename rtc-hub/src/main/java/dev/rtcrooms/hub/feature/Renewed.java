package dev.rtcrooms.hub.feature;

import dev.rtcrooms.Refusal;
import dev.rtcrooms.RefusalException;
import dev.rtcrooms.message.CustomCommand;
import dev.rtcrooms.message.FieldReader;
import dev.rtcrooms.message.FieldWriter;
import dev.rtcrooms.message.Granted;
import dev.rtcrooms.message.MessageType;
import dev.rtcrooms.message.Refresh;
import dev.rtcrooms.message.Refused;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the host has decided about the fresh token of a client. It has the form of a command,
 * because the node of a client passes it on to the home of the room in place of the client's {@link
 * Refresh}, whose token stays at the node. Immutable, any thread.
 *
 * @param granted the new grants, null if the host refused
 * @param refusal why the host refused, or null
 */
public record Renewed(@Nullable Granted granted, @Nullable Refusal refusal)
    implements CustomCommand {

  private static final Refusal NOT_DECIDED =
      Refusal.of(Refusal.UNSUPPORTED, "The node of this client does not renew grants");

  /** Named like the command whose place it takes. No codec for clients has this type. */
  static final MessageType<Renewed> TYPE =
      MessageType.of(Refresh.TYPE.name(), Renewed.class, Renewed::read, Renewed::write);

  /** The host has renewed the grants. */
  public Renewed(Granted granted) {
    this(granted, null);
  }

  /** The host has refused. */
  public Renewed(Refusal refusal) {
    this(null, refusal);
  }

  /**
   * Returns the new grants.
   *
   * @throws RefusalException if the host refused
   */
  public Granted orRefuse() {
    if (granted == null) {
      throw new RefusalException(refusal == null ? NOT_DECIDED : refusal);
    }
    return granted;
  }

  /** A node that does not renew grants passes the command of its client on as it is. */
  private static Renewed read(FieldReader fields) {
    Optional<Granted> granted = fields.optionalObject("granted", Granted.TYPE::read);
    Optional<Refused> refused = fields.optionalObject("refused", Refused.TYPE::read);
    return new Renewed(granted.orElse(null), refused.map(Refused::refusal).orElse(null));
  }

  private static void write(Renewed renewed, FieldWriter fields) {
    Refused refused = renewed.refusal == null ? null : new Refused(null, renewed.refusal);
    fields
        .object("granted", renewed.granted, Granted.TYPE::write)
        .object("refused", refused, Refused.TYPE::write);
  }
}
