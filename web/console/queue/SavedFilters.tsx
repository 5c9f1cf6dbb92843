import SavedIcon from '@mui/icons-material/BookmarkBorder'
import DeleteIcon from '@mui/icons-material/DeleteOutlined'
import Button from '@mui/material/Button'
import Divider from '@mui/material/Divider'
import IconButton from '@mui/material/IconButton'
import ListItemText from '@mui/material/ListItemText'
import Menu from '@mui/material/Menu'
import MenuItem from '@mui/material/MenuItem'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useListContext, useNotify } from 'react-admin'
import type { SavedFilter } from '../../../server/contract/queue.ts'
import { readSavedFilters, removeSavedFilter } from '../api/queueApi.ts'
import { useText } from '../i18n/useText.ts'
import { SaveFilterDialog } from './SaveFilterDialog.tsx'

const QUERY_KEY = ['savedFilters'] as const

/** One's own filters and those that others share. */
export const SavedFilters = () => {
  const text = useText()
  const notify = useNotify()
  const client = useQueryClient()
  const { filterValues, setFilters } = useListContext()
  const [anchor, setAnchor] = useState<HTMLElement | null>(null)
  const [isSaving, setIsSaving] = useState(false)
  const { data = [] } = useQuery({
    queryKey: QUERY_KEY,
    queryFn: ({ signal }) => readSavedFilters(signal),
    enabled: anchor !== null,
  })
  const renew = () => void client.invalidateQueries({ queryKey: QUERY_KEY })

  const apply = ({ query }: SavedFilter) => {
    setFilters(query.filter, Object.fromEntries(Object.keys(query.filter).map((name) => [name, true])))
    setAnchor(null)
  }
  const remove = async ({ id }: SavedFilter) => {
    await removeSavedFilter(id).catch((error: unknown) =>
      notify(error instanceof Error ? error.message : String(error), { type: 'error' }),
    )
    renew()
  }

  return (
    <>
      <Button
        size="small"
        startIcon={<SavedIcon />}
        aria-haspopup="menu"
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {text('saved.title')}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {data.map((saved) => (
          <MenuItem key={saved.id} onClick={() => apply(saved)}>
            <ListItemText
              primary={saved.name}
              secondary={saved.isOwn ? undefined : text('saved.by', { name: saved.by })}
            />
            {saved.isOwn && (
              <IconButton
                edge="end"
                size="small"
                aria-label={text('saved.remove', { name: saved.name })}
                onClick={(event) => {
                  event.stopPropagation()
                  void remove(saved)
                }}
              >
                <DeleteIcon fontSize="small" />
              </IconButton>
            )}
          </MenuItem>
        ))}
        {data.length > 0 && <Divider />}
        <MenuItem
          onClick={() => {
            setAnchor(null)
            setIsSaving(true)
          }}
        >
          {text('saved.save')}
        </MenuItem>
      </Menu>
      {isSaving && (
        <SaveFilterDialog
          filter={filterValues}
          onClose={() => {
            setIsSaving(false)
            renew()
          }}
        />
      )}
    </>
  )
}
