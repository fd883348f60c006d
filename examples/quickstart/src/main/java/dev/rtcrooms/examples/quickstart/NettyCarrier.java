package dev.rtcrooms.examples.quickstart;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.http.RoomRoutes;
import dev.rtcrooms.netty.NettyTransport;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;

/** A Netty server with the rooms and the quickstart's own pages; any thread. */
final class NettyCarrier implements Carrier {

  private static final int MAX_BODY = 8 * 1024;

  private final NettyTransport transport;
  private final NettyPages pages;

  /**
   * Starts it.
   *
   * @throws IOException if it cannot listen there
   */
  NettyCarrier(Rooms rooms, Options options, Site site) throws IOException {
    pages = new NettyPages(site);
    try {
      transport =
          NettyTransport.builder(RoomRoutes.of(rooms, site::configure))
              .host(options.host())
              .port(options.port())
              .others(this::addPages)
              .start();
    } catch (IllegalStateException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
    }
  }

  /** Puts the headers before the rooms' handler, since they are for the rooms' pages too. */
  private void addPages(ChannelPipeline pipeline) {
    String codec = pipeline.context(HttpServerCodec.class).name();
    pipeline
        .addAfter(codec, null, new NettyHeaders())
        .addLast(new HttpObjectAggregator(MAX_BODY), pages);
  }

  @Override
  public int port() {
    return transport.port();
  }

  @Override
  public void stop() {
    transport.close();
  }
}
