"""surveys of sites, the pages they find, and the links proposed from them"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "site_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("site", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("column_name", sa.String(), nullable=True),
        sa.Column("breadcrumb", sa.JSON(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("newest_item_date", sa.Date(), nullable=True),
        sa.Column("item_count", sa.Integer(), nullable=True),
        sa.Column("rows", sa.JSON(), nullable=False),
        sa.Column("found_on", sa.String(), nullable=True),
        sa.Column("was_read", sa.Boolean(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_site_page_region_id_region")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_page")),
        sa.UniqueConstraint("region_id", "key", name=op.f("uq_site_page_region_id_key")),
    )
    op.create_index("ix_site_page_region_site", "site_page", ["region_id", "site"], unique=False)
    op.create_table(
        "site_survey",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("region_id", sa.Integer(), nullable=False),
        sa.Column("requested_by_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("page_limit", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('queued','running','finished','stopped')",
            name=op.f("ck_site_survey_state_known"),
        ),
        sa.CheckConstraint("page_limit > 0", name=op.f("ck_site_survey_opens_pages")),
        sa.ForeignKeyConstraint(
            ["region_id"], ["region.id"], name=op.f("fk_site_survey_region_id_region")
        ),
        sa.ForeignKeyConstraint(
            ["requested_by_id"],
            ["app_user.id"],
            name=op.f("fk_site_survey_requested_by_id_app_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site_survey")),
    )
    op.create_index(op.f("ix_site_survey_region_id"), "site_survey", ["region_id"], unique=False)
    op.create_index(op.f("ix_site_survey_state"), "site_survey", ["state"], unique=False)
    op.create_table(
        "survey_page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("survey_id", sa.Integer(), nullable=False),
        sa.Column("host", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("shape", sa.String(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("list_page", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("text_hash", sa.String(), nullable=True),
        sa.Column("fresh", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["survey_id"],
            ["site_survey.id"],
            name=op.f("fk_survey_page_survey_id_site_survey"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_survey_page")),
        sa.UniqueConstraint("survey_id", "key", name=op.f("uq_survey_page_survey_id_key")),
    )
    op.create_index(
        "ix_survey_page_next",
        "survey_page",
        ["survey_id", "host", "done", "rank", "depth"],
        unique=False,
    )
    op.create_table(
        "link_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("catalog_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=True),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("score", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_name", sa.String(), nullable=True),
        sa.Column("replaced", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open','accepted','declined','outdated')",
            name=op.f("ck_link_proposal_state_known"),
        ),
        sa.CheckConstraint("score BETWEEN 0 AND 100", name=op.f("ck_link_proposal_score_of_100")),
        sa.ForeignKeyConstraint(
            ["catalog_id"], ["catalog.id"], name=op.f("fk_link_proposal_catalog_id_catalog")
        ),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["app_user.id"], name=op.f("fk_link_proposal_decided_by_id_app_user")
        ),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["entry.id"],
            name=op.f("fk_link_proposal_entry_id_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["publication_id"],
            ["publication.id"],
            name=op.f("fk_link_proposal_publication_id_publication"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_proposal")),
        sa.UniqueConstraint("entry_id", "url", name=op.f("uq_link_proposal_entry_id_url")),
    )
    op.create_index(
        "ix_link_proposal_catalog_state", "link_proposal", ["catalog_id", "state"], unique=False
    )
    op.create_index(op.f("ix_link_proposal_entry_id"), "link_proposal", ["entry_id"], unique=False)
    op.create_index(
        op.f("ix_link_proposal_publication_id"), "link_proposal", ["publication_id"], unique=False
    )


def downgrade() -> None:
    for table in ("link_proposal", "survey_page", "site_survey", "site_page"):
        op.drop_table(table)
