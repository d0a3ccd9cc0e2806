package dev.mailmoor.server.console;

import dev.mailmoor.server.monitor.MonitorFigures;
import dev.mailmoor.server.workspace.Entrance;
import dev.mailmoor.server.workspace.Needs;
import dev.mailmoor.server.workspace.Role;
import dev.mailmoor.server.workspace.WorkspaceId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class SettingsScreens {
    private final MonitorFigures figures;
    private final Entrance entrance;

    SettingsScreens(MonitorFigures figures, Entrance entrance) {
        this.figures = figures;
        this.entrance = entrance;
    }

    @GetMapping("/settings")
    @Needs(Role.VIEWER)
    Screen settings(Visit visit) {
        return new SettingsPage(
                visit.frame("Settings", Section.WORKSPACE),
                visit.workspace().toString(),
                Words.role(visit.access().role()),
                figures.figures(visit.workspace()).stretched().stream()
                        .map(one -> new SettingsPage.Stretched(one.server(), Moment.length(one.interval())))
                        .toList());
    }

    @PostMapping("/settings/switch")
    @Needs(Role.VIEWER)
    Answer switchWorkspace(HttpServletRequest request, @RequestParam UUID workspace) {
        if (!entrance.switchTo(request, new WorkspaceId(workspace))) {
            throw new NotHere("no such workspace");
        }
        return GoTo.path("/");
    }
}
