package threetier.sample.live;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A WebSocket that answers each message. */
@ServerEndpoint("/chat")
public class Chat {

    @OnMessage
    public String answer(String message) {
        return System.getenv("NODE_NAME") + ": " + message;
    }
}
