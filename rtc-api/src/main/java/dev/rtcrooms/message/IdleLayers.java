package dev.rtcrooms.message;

import dev.rtcrooms.Grants;
import java.util.List;

/**
 * Tells a publisher which layers of its videos (simulcast, RFC 8853) nobody needs at present, so
 * that it need not send them. Each signal replaces the one before. Only a media server sends it;
 * requires {@link Grants#SUBSCRIBE}.
 *
 * @param peer the other peer
 * @param negotiation see {@link Signal#negotiation()}
 * @param layers those that nobody needs; empty if all are needed
 */
public record IdleLayers(String peer, long negotiation, List<Layer> layers) implements Signal {

  /** On the wire: {@code idle-layers}. */
  public static final MessageType<IdleLayers> TYPE =
      MessageType.of(
              "idle-layers",
              IdleLayers.class,
              f ->
                  new IdleLayers(
                      f.text("peer"), f.number("negotiation"), f.objects("layers", Layer::read)),
              (idle, f) ->
                  f.text("peer", idle.peer())
                      .number("negotiation", idle.negotiation())
                      .objects("layers", idle.layers(), Layer::write))
          .withRequiredGrant(Grants.SUBSCRIBE);

  /** Copies the list. */
  public IdleLayers {
    layers = List.copyOf(layers);
  }

  /**
   * A layer of a video.
   *
   * @param mid the identification tag of the video's section in the publisher's description
   * @param rid the layer's name there (RFC 8851)
   */
  public record Layer(String mid, String rid) {

    private static Layer read(FieldReader fields) {
      return new Layer(fields.text("mid"), fields.text("rid"));
    }

    private static void write(Layer layer, FieldWriter fields) {
      fields.text("mid", layer.mid).text("rid", layer.rid);
    }
  }

  @Override
  public IdleLayers readdressed(String newPeer, long newNegotiation) {
    return new IdleLayers(newPeer, newNegotiation, layers);
  }
}
