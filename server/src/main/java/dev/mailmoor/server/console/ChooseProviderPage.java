package dev.mailmoor.server.console;

import java.util.List;

/** + Email, first step: whose mailbox it is. */
record ChooseProviderPage(Frame frame, List<GrantWay> grants, List<Tile> tiles) implements Screen {
    record Tile(String id, String name, String means) {}
}
