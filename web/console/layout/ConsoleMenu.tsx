import { Menu } from 'react-admin'
import { useText } from '../i18n/useText.ts'
import { useOpenPages } from './useOpenPages.ts'

export const ConsoleMenu = () => {
  const text = useText()
  return (
    <Menu>
      {useOpenPages().map(({ path, text: key, Icon }) => (
        <Menu.Item key={path} to={path} primaryText={text(key)} leftIcon={<Icon />} />
      ))}
    </Menu>
  )
}
