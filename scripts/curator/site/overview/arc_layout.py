"""Layout of a graph as arcs: connected components, the order of their nodes on a line, and the curves between them."""

from collections.abc import Iterator, Mapping
from math import cos, pi, sin

Neighbors = Mapping[str, frozenset[str]]
"""The neighbors of each node."""
_ROUNDS = 20
_POINTS = 10


def components(graph: Neighbors) -> list[list[str]]:
    """Return the nodes of each connected component, the largest component first."""
    found, seen = [], set[str]()
    for start in sorted(graph):
        if start in seen:
            continue
        members, waiting = [], [start]
        seen.add(start)
        while waiting:
            node = waiting.pop()
            members.append(node)
            new = graph[node] - seen
            seen |= new
            waiting += sorted(new)
        found.append(sorted(members))
    return sorted(found, key=lambda members: (-len(members), members))


def kept(members: list[str], graph: Neighbors, most: int) -> list[str]:
    """Return the nodes of a component that are drawn: all, or those with most neighbors that have a neighbor among them."""
    chosen = set(sorted(members, key=lambda node: (-len(graph[node]), node))[:most])
    return [node for node in members if node in chosen and graph[node] & chosen]


def ordered(members: list[str], graph: Neighbors) -> list[str]:
    """Return the nodes in an order with short curves: the best of several orders, improved by exchanges."""
    inside = set(members)
    near = {node: sorted(graph[node] & inside, key=lambda other: (len(graph[other]), other)) for node in members}
    walks = [_walk(start, near) for start in members]
    shortest = min(walks, key=lambda order: _length(order, near))
    return min((_exchanged(order, near) for order in (shortest, *_sorted_by_mean(shortest, near))), key=lambda order: _length(order, near))


def _walk(start: str, near: Mapping[str, list[str]]) -> list[str]:
    """Return the nodes depth first, of neighbors those with few neighbors first; then those that cannot be reached."""
    order, waiting = dict[str, None](), [*reversed(list(near)), start]
    while waiting:
        node = waiting.pop()
        if node not in order:
            order[node] = None
            waiting += reversed(near[node])
    return list(order)


def _sorted_by_mean(order: list[str], near: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """Yield orders in which each node moves to the mean position of its neighbors."""
    for _ in range(_ROUNDS):
        place = {node: position for position, node in enumerate(order)}
        mean = {node: (place[node] + sum(place[other] for other in near[node])) / (1 + len(near[node])) for node in order}
        order = sorted(order, key=lambda node: (mean[node], node))
        yield order


def _length(order: list[str], near: Mapping[str, list[str]]) -> int:
    place = {node: position for position, node in enumerate(order)}
    return sum(abs(place[node] - place[other]) for node in order for other in near[node])


def _exchanged(order: list[str], near: Mapping[str, list[str]]) -> list[str]:
    """Return the order after exchanging neighboring nodes as long as the curves become shorter."""
    order = list(order)
    place = {node: position for position, node in enumerate(order)}
    for _ in range(_ROUNDS):
        changed = False
        for at in range(len(order) - 1):
            one, other = order[at], order[at + 1]
            # one moves down: nearer to its neighbors below; other moves up: nearer to its neighbors above
            gain = sum(1 if place[it] > at + 1 else -1 for it in near[one] if it != other) + sum(1 if place[it] < at else -1 for it in near[other] if it != one)
            if gain > 0:
                order[at], order[at + 1] = other, one
                place[one], place[other] = at + 1, at
                changed = True
        if not changed:
            break
    return order


def curve(first: float, second: float, width: float) -> Iterator[tuple[float, float]]:
    """Return the points of half an ellipse between two positions on the line, rounded so that all machines agree."""
    middle, half = (first + second) / 2, abs(second - first) / 2
    for step in range(_POINTS + 1):
        angle = pi * step / _POINTS
        yield round(width * sin(angle), 1), round(middle - half * cos(angle), 1)
