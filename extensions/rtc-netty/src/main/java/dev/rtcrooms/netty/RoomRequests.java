package dev.rtcrooms.netty;

import dev.rtcrooms.http.RoomRequest;
import dev.rtcrooms.http.SocketPath;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the rooms' HTTP requests, opens their WebSocket connections, and passes all other
 * requests on if the host has handlers for them. One for each connection, on its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failure closes the channel, which is noticed
final class RoomRequests extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(RoomRequests.class);

  /** Where no body is needed, a form's button may send one nevertheless; it is dropped. */
  private static final int MAX_UNREAD = 8 * 1024;

  /**
   * So many bytes of a body that is too long are dropped before the answer: a client may get none
   * if the connection is closed while it sends.
   */
  private static final int MOST_SKIPPED = 1 << 18;

  private final NettySettings settings;
  private @Nullable Incoming incoming;
  private boolean ours;

  /** A request of ours that is being received. */
  private static final class Incoming {
    final HttpRequest head;
    final RoomRequest request;
    final int mostRead;
    final ByteArrayOutputStream read = new ByteArrayOutputStream();
    int body;

    Incoming(HttpRequest head, RoomRequest request, int mostRead) {
      this.head = head;
      this.request = request;
      this.mostRead = mostRead;
    }

    /** Returns false if the body is so long that the connection is closed. */
    boolean add(ByteBuf content) throws IOException {
      body += content.readableBytes();
      if (mostRead == 0) {
        return body <= MAX_UNREAD;
      }
      content.readBytes(read, Math.min(content.readableBytes(), mostRead + 1 - read.size()));
      return body <= mostRead + MOST_SKIPPED;
    }

    RoomRequest whole() {
      return mostRead == 0 ? request : request.withBody(read.toByteArray());
    }
  }

  RoomRequests(NettySettings settings) {
    this.settings = settings;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    context.pipeline().addBefore(context.name(), null, new RequestQueue());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpRequest head) {
      begin(context, head);
    }
    if (!ours || !(message instanceof HttpObject part)) {
      context.fireChannelRead(message);
      return;
    }
    try {
      receive(context, part);
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest head) {
    ours = true;
    incoming = null;
    if (head.decoderResult().isFailure()) {
      refuse(context, status(head.decoderResult().cause()));
      return;
    }
    RoomRequest request;
    try {
      request = NettyRoomRequest.of(head, scheme(context), context.channel());
    } catch (IllegalArgumentException e) {
      refuse(context, HttpResponseStatus.BAD_REQUEST);
      return;
    }
    ours = !settings.passesOn() || serves(request.path());
    if (ours) {
      accept(context, head, request);
    }
  }

  private void accept(ChannelHandlerContext context, HttpRequest head, RoomRequest request) {
    if (!NettyRoomRequest.namesHost(head, request.authority())) {
      refuse(context, HttpResponseStatus.BAD_REQUEST);
      return;
    }
    try {
      int mostRead = settings.pages() ? settings.routes().bodyBytes(request.path()) : 0;
      incoming =
          new Incoming(head, request.withPrincipal(settings.principal().apply(head)), mostRead);
    } catch (RuntimeException e) {
      LOG.error("The host's principal function failed", e);
      refuse(context, HttpResponseStatus.INTERNAL_SERVER_ERROR);
      return;
    }
    if (HttpUtil.is100ContinueExpected(head)) {
      context.writeAndFlush(
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE, Unpooled.EMPTY_BUFFER));
    }
  }

  private boolean serves(String path) {
    return socket(path).isPresent() || (settings.pages() && settings.routes().serves(path));
  }

  private Optional<SocketPath> socket(String path) {
    return settings.routes().sockets().find(path);
  }

  /** Drops the rest of a request that was refused. */
  private void receive(ChannelHandlerContext context, HttpObject part) throws Exception {
    Incoming receiving = incoming;
    if (receiving == null) {
      return;
    }
    if (part.decoderResult().isFailure()) {
      refuse(context, HttpResponseStatus.BAD_REQUEST);
      return;
    }
    if (part instanceof HttpContent content && !receiving.add(content.content())) {
      refuseBody(context, receiving);
    } else if (part instanceof LastHttpContent) {
      incoming = null;
      carryOut(context, receiving.head, receiving.whole());
    }
  }

  /** Where a body is read, the routes say that it is too long. */
  private void refuseBody(ChannelHandlerContext context, Incoming receiving) {
    if (receiving.mostRead == 0) {
      refuse(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
      return;
    }
    incoming = null;
    settings
        .routes()
        .handle(receiving.whole())
        .thenAccept(answer -> respondAndClose(context, Answers.of(answer)));
  }

  private void carryOut(ChannelHandlerContext context, HttpRequest head, RoomRequest request) {
    Optional<SocketPath> socket = socket(request.path());
    if (socket.isPresent() && OpeningHandshake.isAskedFor(head)) {
      open(context, head, new OpeningHandshake(settings, head.headers(), socket.get(), request));
    } else if (settings.pages()) {
      settings
          .routes()
          .handle(request)
          .thenAccept(answer -> respond(context, head, Answers.of(answer)));
    } else {
      HttpResponseStatus status =
          socket.isPresent() ? HttpResponseStatus.UPGRADE_REQUIRED : HttpResponseStatus.NOT_FOUND;
      respond(context, head, Answers.of(status));
    }
  }

  private void open(ChannelHandlerContext context, HttpRequest head, OpeningHandshake opening) {
    FullHttpResponse answer = opening.answer(head.protocolVersion());
    if (!answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      respond(context, head, answer);
      return;
    }
    ChannelFuture answered = context.writeAndFlush(answer);
    Channel channel = context.channel();
    HeldInput held = new HeldInput();
    context.pipeline().addAfter(context.name(), null, held);
    removeHttp(context.pipeline(), held);
    EventLoopGroup rooms = settings.rooms();
    if (rooms == null) {
      enter(channel, held, opening);
    } else {
      held.moveAfter(answered, rooms, () -> enter(channel, held, opening));
    }
  }

  /** On the event loop on which the connection stays. */
  private void enter(Channel channel, HeldInput held, OpeningHandshake opening) {
    LoopLane lane = settings.lanes().of(channel);
    RoomSocket socket = new RoomSocket(settings, lane, channel, opening.compressed());
    channel.pipeline().addLast(socket);
    socket.begin(opening);
    channel.pipeline().remove(held);
    channel.config().setAutoRead(true);
  }

  /** Removes the HTTP codec and all handlers behind it, which have nothing left to do. */
  private static void removeHttp(ChannelPipeline pipeline, HeldInput held) {
    boolean http = false;
    for (ChannelHandler handler : pipeline.toMap().values()) {
      http |=
          handler instanceof HttpServerCodec
              || handler instanceof HttpRequestDecoder
              || handler instanceof RequestQueue;
      if (http && handler != held) {
        pipeline.remove(handler);
      }
    }
  }

  /** Any thread. */
  private static void respond(
      ChannelHandlerContext context, HttpRequest head, FullHttpResponse response) {
    boolean stays = HttpUtil.isKeepAlive(head);
    HttpUtil.setKeepAlive(response.headers(), head.protocolVersion(), stays);
    ChannelFuture written = context.writeAndFlush(response);
    if (!stays) {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void refuse(ChannelHandlerContext context, HttpResponseStatus status) {
    incoming = null;
    respondAndClose(context, Answers.of(status));
  }

  /** Any thread. */
  private static void respondAndClose(ChannelHandlerContext context, FullHttpResponse response) {
    HttpUtil.setKeepAlive(response, false);
    context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private static String scheme(ChannelHandlerContext context) {
    return context.pipeline().get(SslHandler.class) == null ? "http" : "https";
  }

  private static HttpResponseStatus status(Throwable cause) {
    if (cause instanceof TooLongHttpLineException) {
      return HttpResponseStatus.REQUEST_URI_TOO_LONG;
    }
    return cause instanceof TooLongHttpHeaderException
        ? HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
        : HttpResponseStatus.BAD_REQUEST;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    Failures.log(LOG, cause);
    context.close();
  }
}
