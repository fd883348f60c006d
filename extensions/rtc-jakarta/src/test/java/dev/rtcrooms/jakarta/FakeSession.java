package dev.rtcrooms.jakarta;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.timeout;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.mockito.ArgumentCaptor;

/** A session made of mocks: what is sent to it stays in flight until the test says otherwise. */
final class FakeSession {

  private static final int CLOSED_WITHIN_MILLIS = 60_000;

  final Session session = mock();
  final RemoteEndpoint.Async remote = mock();
  final RemoteEndpoint.Basic blocking = mock();
  final List<String> sent = Collections.synchronizedList(new ArrayList<>());
  final List<SendHandler> handlers = new ArrayList<>();
  private final RoomEndpoint endpoint;

  FakeSession(RoomEndpoint endpoint, Map<String, Object> properties) {
    this.endpoint = endpoint;
    when(session.getUserProperties()).thenReturn(properties);
    when(session.getAsyncRemote()).thenReturn(remote);
    when(session.getBasicRemote()).thenReturn(blocking);
    doAnswer(call -> sent.add(call.getArgument(0)) && handlers.add(call.getArgument(1)))
        .when(remote)
        .sendText(anyString(), any());
  }

  /** Ends each send before it returns, as Undertow does. */
  FakeSession endingSendsInline() {
    doAnswer(
            call -> {
              sent.add(call.getArgument(0));
              call.<SendHandler>getArgument(1).onResult(new SendResult(session));
              return null;
            })
        .when(remote)
        .sendText(anyString(), any());
    return this;
  }

  FakeSession open() {
    endpoint.onOpen(session, mock(EndpointConfig.class));
    return this;
  }

  void onClose(int code) {
    endpoint.onClose(session, new CloseReason(CloseCodes.getCloseCode(code), null));
  }

  void onError() {
    endpoint.onError(session, new IOException("broken"));
  }

  void text(String part, boolean last) {
    handler(String.class).onMessage(part, last);
  }

  void binary() {
    handler(ByteBuffer.class).onMessage(ByteBuffer.allocate(1), true);
  }

  /** The newest send has ended well. */
  void endSend() {
    handlers.get(handlers.size() - 1).onResult(new SendResult(session));
  }

  /** What the session was closed with, which happens on a thread of the transport's own. */
  CloseReason closedWith() throws IOException {
    ArgumentCaptor<CloseReason> reason = ArgumentCaptor.captor();
    verify(session, timeout(CLOSED_WITHIN_MILLIS)).close(reason.capture());
    return reason.getValue();
  }

  private <T> MessageHandler.Partial<T> handler(Class<T> type) {
    ArgumentCaptor<MessageHandler.Partial<T>> handler = ArgumentCaptor.captor();
    verify(session).addMessageHandler(eq(type), handler.capture());
    return handler.getValue();
  }
}
